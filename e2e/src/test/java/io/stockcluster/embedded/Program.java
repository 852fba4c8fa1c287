package io.stockcluster.embedded;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** A program small enough to be a pod of a test: healthy on its own address, and it says what it was told. */
public final class Program {

    private Program() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("GREETING is " + System.getenv("GREETING"));
        if (System.getenv("FAIL") != null) {
            System.out.println("I cannot go on");
            System.exit(3);
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(System.getenv("BIND_ADDRESS"), 9090), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    /** This very class as a jar that can be run. */
    static Path jar(Path folder) {
        Path jar = folder.resolve("program.jar");
        String name = Program.class.getName().replace('.', '/') + ".class";
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Program.class.getName());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream archive = new JarOutputStream(file, manifest);
                var bytes = Program.class.getClassLoader().getResourceAsStream(name)) {
            archive.putNextEntry(new ZipEntry(name));
            bytes.transferTo(archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }
}
