package io.stockcluster.node.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** The subcommands, by their first word. */
public final class Commands {

    private static final String USAGE = """
            Usage: java -jar stock-node.jar [command]

            Without a command it starts a node, as its settings say: environment variables such as NODE_ROLE, the
            same as -Dnode.role=… before -jar, or a properties file named by CONFIG_FILE or -Dconfig.file=….

            Commands:
              keys    makes an RSA key pair to sign and check tokens with
              token   makes a token
              help    says this; '<command> --help' says more
            """;

    private Commands() {}

    /**
     * Runs the command that the arguments begin with.
     *
     * @return the exit code, or nothing where there is no argument: then this is to be a node
     */
    public static Optional<Integer> run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.isEmpty()) {
            return Optional.empty();
        }
        List<String> rest = arguments.subList(1, arguments.size());
        try {
            out.print(
                    switch (arguments.getFirst()) {
                        case "keys" -> KeysCommand.run(rest);
                        case "token" -> TokenCommand.run(rest);
                        case "help", "--help", "-h" -> USAGE;
                        default -> throw new BadUsage("There is no command '" + arguments.getFirst() + "'", USAGE);
                    });
            out.flush();
            return Optional.of(0);
        } catch (BadUsage e) {
            err.println(e.getMessage());
            err.println();
            err.print(e.usage());
            return Optional.of(2);
        } catch (Failed e) {
            err.println(e.getMessage());
            return Optional.of(1);
        }
    }
}
