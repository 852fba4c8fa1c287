package io.stockcluster.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorRef;
import io.stockcluster.node.FakeActor;
import io.stockcluster.node.access.Access;
import io.stockcluster.node.access.Caller;
import io.stockcluster.node.access.JobsCommand;
import io.stockcluster.node.access.JobsReply;
import io.stockcluster.node.config.Settings;
import io.stockcluster.node.config.SettingsReader;
import io.stockcluster.node.config.Sources;
import io.stockcluster.node.config.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {

    @TempDir
    private Path folder;

    private record Outcome(Optional<Integer> code, String out, String err) {}

    @Test
    void without_a_command_it_is_a_node() {
        assertThat(run().code()).isEmpty();
    }

    @Test
    void a_token_that_it_makes_with_a_key_that_it_makes_is_one_that_a_node_accepts() {
        Path keys = folder.resolve("keys");
        assertThat(run("keys", "--folder", keys.toString()).code()).contains(0);

        Outcome token = run(
                "token",
                "--key",
                keys.resolve("private.pem").toString(),
                "--job=Store Stock Controller",
                "--location",
                "Depot",
                "--location",
                "Shop 1",
                "--valid",
                "10m",
                "--name",
                "Ann");

        assertThat(token.code()).contains(0);
        try (Access access = Access.of(auth(keys.resolve("public.pem")), noJobs(), Clock.systemUTC())) {
            assertThat(access.caller(Optional.of("Bearer " + token.out().strip())))
                    .get()
                    .isInstanceOfSatisfying(Caller.Person.class, person -> {
                        assertThat(person.subject()).isEqualTo("demo");
                        assertThat(person.name()).isEqualTo("Ann");
                        assertThat(person.job()).isEqualTo("Store Stock Controller");
                        assertThat(person.locations()).contains(Set.of("Depot", "Shop 1"));
                    });
        }
    }

    @Test
    void only_its_owner_can_read_a_private_key() throws Exception {
        run("keys", "--folder", folder.toString());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("private.pem"))))
                .isEqualTo("rw-------");
    }

    @Test
    void keys_that_are_there_are_left_alone() throws Exception {
        run("keys", "--folder", folder.toString());
        String before = Files.readString(folder.resolve("private.pem"));

        Outcome again = run("keys", "--folder", folder.toString());

        assertThat(again.code()).contains(1);
        assertThat(again.err()).contains("is there already");
        assertThat(Files.readString(folder.resolve("private.pem"))).isEqualTo(before);
    }

    @Test
    void a_token_without_locations_has_no_such_claim() throws Exception {
        run("keys", "--folder", folder.toString());
        Outcome token = run("token", "--key", folder.resolve("private.pem").toString(), "--job", "Clerk");

        var claims = SignedJWT.parse(token.out().strip()).getJWTClaimsSet();
        assertThat(claims.getClaims()).doesNotContainKeys("location", "iss");
        assertThat(claims.getAudience()).containsExactly("stock-api");
    }

    @ParameterizedTest
    @CsvSource({
        "run, 'There is no command ''run'''",
        "keys, --folder is missing",
        "token, --key is missing",
        "token --key, --key needs a value",
        "token --jb x, '''--jb'' is no option'",
        "token --job a --job b, --job is there twice",
    })
    void a_command_that_is_called_wrongly_says_so_and_how_it_is_called_rightly(String line, String message) {
        Outcome outcome = run(line.split(" "));

        assertThat(outcome.code()).contains(2);
        assertThat(outcome.err()).startsWith(message).contains("Usage: java -jar stock-node.jar");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void a_key_or_a_duration_that_cannot_be_used_is_named() throws Exception {
        run("keys", "--folder", folder.toString());
        String key = folder.resolve("private.pem").toString();
        String publicKey = folder.resolve("public.pem").toString();

        assertThat(run("token", "--key", "/nowhere.pem", "--job", "Clerk").err())
                .startsWith("--key /nowhere.pem: use the path of a readable file");
        assertThat(run("token", "--key", publicKey, "--job", "Clerk").err())
                .contains("use the PEM of an RSA private key in PKCS#8");
        assertThat(run("token", "--key", key, "--job", "Clerk", "--valid", "long")
                        .err())
                .startsWith("--valid long: use a duration such as 30m");
    }

    @ParameterizedTest
    @CsvSource({"help", "--help", "keys --help", "token --help"})
    void each_command_tells_how_it_is_used(String line) {
        Outcome outcome = run(line.split(" "));

        assertThat(outcome.code()).contains(0);
        assertThat(outcome.out()).startsWith("Usage: java -jar stock-node.jar");
    }

    private static Settings.Auth auth(Path publicKey) {
        return SettingsReader.read(
                        new Sources(Map.of(), Map.of("AUTH_PUBLIC_KEY", publicKey.toString()), Map.of()),
                        Surroundings.real())
                .settings()
                .orElseThrow()
                .auth();
    }

    private static Outcome run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        Optional<Integer> code = Commands.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Who is only asked for tokens needs no jobs. */
    private static ActorRef<JobsCommand, JobsReply> noJobs() {
        return new FakeActor<>(
                new ActorId("jobs", "only"), _ -> CompletableFuture.completedFuture(new JobsReply.NotFound()));
    }
}
