package io.stockcluster.e2e;

import java.nio.file.Path;

/** The images under test, made from what this build packaged. Where nothing has changed, Docker has the layers. */
final class Images {

    static final String NODE = Project.property("e2e.images") + "/node";
    static final String OPERATOR = Project.property("e2e.images") + "/operator";

    private Images() {}

    /** Makes both, and answers where they are saved. */
    static Path archive() {
        build("node", NODE);
        build("operator", OPERATOR);
        Path archive = Project.ROOT.resolve("e2e/target/images.tar");
        Command.run("docker", "tag", tagged(NODE), next());
        Command.run("docker", "save", "--output", archive.toString(), tagged(NODE), next(), tagged(OPERATOR));
        return archive;
    }

    /** The same node under another name: to Kubernetes that is another image. */
    static String next() {
        return tagged(NODE) + "-next";
    }

    static String tagged(String image) {
        return image + ":" + Project.VERSION;
    }

    /** As the Maven profile 'images' does it. */
    private static void build(String module, String image) {
        Command.run(
                "docker",
                "build",
                "--build-arg=JDK_IMAGE=" + Project.property("image.jdk"),
                "--build-arg=BASE_IMAGE=" + Project.property("image.base"),
                "--build-arg=VERSION=" + Project.VERSION,
                "--tag=" + tagged(image),
                Project.ROOT.resolve(module).toString());
    }
}
