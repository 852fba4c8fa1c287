package io.stockcluster.playground;

import java.util.List;
import java.util.stream.Collectors;

/** What is said once everything runs. */
final class Welcome {

    private Welcome() {}

    static String text(Playground playground, List<Line> lines) {
        String tries = lines.stream()
                .map(line -> line.what() + "\n\n" + line.command() + "\n")
                .collect(Collectors.joining("\n"));
        return """

                The stock service answers at %s, with the locations North > Depot > Shop > Shelf, of which Depot and
                Shop are tracked. Try these in another terminal; a line that is sent again gets the same answer and does
                nothing twice.

                %s
                A token (a Store Stock Controller's, for 12 hours; the lines above take it from %s):

                %s

                %s

                The nodes are looked after by their management ports, as docs/management.md has it. What changes
                something there takes -H @%s
                """.formatted(
                        playground.api(),
                        tries,
                        playground.headers(),
                        playground.token(),
                        playground.wayIn(),
                        playground.managementHeaders());
    }
}
