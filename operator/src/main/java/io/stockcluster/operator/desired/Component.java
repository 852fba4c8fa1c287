package io.stockcluster.operator.desired;

/** The two tiers of a cluster. */
public enum Component {
    ACTOR("actor"),
    HTTP("http");

    private final String label;

    Component(String label) {
        this.label = label;
    }

    /** In labels and as the node's role. */
    public String label() {
        return label;
    }
}
