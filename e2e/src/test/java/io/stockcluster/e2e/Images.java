package io.stockcluster.e2e;

import io.stockcluster.k3s.Command;
import java.nio.file.Path;

/** The images under test, made from what this build packaged. Where nothing has changed, Docker has the layers. */
final class Images {

    static final String NODE = Project.property("e2e.images") + "/node";
    static final String OPERATOR = Project.property("e2e.images") + "/operator";

    /** As an example calls it, in a registry that is nowhere: it has to be on the machine already. */
    static final String PRIVATE = "registry.example.com/stockcluster/node:0.1.0";

    private Images() {}

    /** Makes both, and answers where they are saved. */
    static Path archive() {
        build("node", NODE);
        build("operator", OPERATOR);
        Path archive = Project.ROOT.resolve("e2e/target/images.tar");
        Command.run("docker", "tag", tagged(NODE), next());
        Command.run("docker", "tag", tagged(NODE), PRIVATE);
        Command.run("docker", "save", "--output", archive.toString(), tagged(NODE), next(), PRIVATE, tagged(OPERATOR));
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
