package io.stockcluster.e2e;

import io.stockcluster.k3s.Docker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
        Docker.tag(tagged(NODE), next());
        Docker.tag(tagged(NODE), PRIVATE);
        Docker.save(archive, List.of(tagged(NODE), next(), PRIVATE, tagged(OPERATOR)));
        return archive;
    }

    /** The same node under another name: to Kubernetes that is another image. */
    static String next() {
        return tagged(NODE) + "-next";
    }

    static String tagged(String image) {
        return image + ":" + Project.VERSION;
    }

    private static void build(String module, String image) {
        Docker.build(
                Project.ROOT.resolve(module),
                tagged(image),
                Map.of(
                        "JDK_IMAGE", Project.property("image.jdk"),
                        "BASE_IMAGE", Project.property("image.base"),
                        "VERSION", Project.VERSION));
    }
}
