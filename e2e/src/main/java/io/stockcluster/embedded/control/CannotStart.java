package io.stockcluster.embedded.control;

/** Why a container cannot be started, in Kubernetes' word for it and a sentence. */
final class CannotStart extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    CannotStart(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
