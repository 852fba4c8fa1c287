package io.stockcluster.e2e;

import java.nio.file.Path;

/** Where the build put things, as the build tells it. */
final class Project {

    static final String VERSION = property("stockcluster.version");
    static final Path ROOT = Path.of(property("stockcluster.root"));
    static final Path CHART = ROOT.resolve("helm/stockcluster");
    static final Path OPERATOR_JAR = ROOT.resolve("operator/target/stock-operator.jar");
    static final Path NODE_JAR = ROOT.resolve("node/target/stock-node.jar");

    private Project() {}

    static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("There is no system property " + name
                    + ": these tests run in 'mvn verify', which gives it (see e2e/pom.xml)");
        }
        return value;
    }
}
