package io.stockcluster.node.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Makes an RSA key pair: one file to sign tokens with, one for the nodes to check them with. */
final class KeysCommand {

    private static final int BITS = 2048;
    private static final String USAGE = """
            Usage: java -jar stock-node.jar keys --folder FOLDER

            Writes a new RSA key pair into the folder, which is made where it is not there:
              private.pem   signs tokens (see 'token'); only its owner can read it
              public.pem    checks them: AUTH_PUBLIC_KEY=FOLDER/public.pem
            Files that are there already are left alone.
            """;

    private KeysCommand() {}

    static String run(List<String> arguments) {
        if (Options.askForHelp(arguments)) {
            return USAGE;
        }
        String folder =
                Options.parse(arguments, Set.of("--folder"), Set.of(), USAGE).required("--folder");
        try {
            Path path = Files.createDirectories(Path.of(folder));
            KeyPair pair = pair();
            Path privateKey = path.resolve("private.pem");
            Path publicKey = path.resolve("public.pem");
            if (Files.exists(publicKey)) {
                throw new FileAlreadyExistsException(publicKey.toString());
            }
            write(privateKey, "PRIVATE KEY", pair.getPrivate().getEncoded(), "rw-------");
            write(publicKey, "PUBLIC KEY", pair.getPublic().getEncoded(), "rw-r--r--");
            return privateKey + System.lineSeparator() + publicKey + System.lineSeparator();
        } catch (FileAlreadyExistsException e) {
            throw new Failed(e.getFile() + " is there already: choose another folder, or take the file away first", e);
        } catch (IOException | InvalidPathException e) {
            throw new Failed("The keys cannot be written to '" + folder + "': " + e, e);
        }
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has RSA", e);
        }
    }

    /** The file is made with its permissions, so that it is never open to others, not even for a moment. */
    private static void write(Path file, String label, byte[] key, String permissions) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
        Files.createFile(file, attributes);
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
        String pem = "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
        Files.writeString(file, pem, StandardCharsets.US_ASCII, StandardOpenOption.WRITE);
    }
}
