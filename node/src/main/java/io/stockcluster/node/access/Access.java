package io.stockcluster.node.access;

import io.stockcluster.actors.ActorRef;
import io.stockcluster.node.config.Settings.Auth;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;

/** Tells who asks, and whether they may. */
public final class Access implements AutoCloseable {

    private final Optional<TokenCheck> tokens;
    private final KnownJobs jobs;

    private Access(Optional<TokenCheck> tokens, KnownJobs jobs) {
        this.tokens = tokens;
        this.jobs = jobs;
    }

    /** By the settings; {@code jobs} is the actor that holds the mapping. */
    public static Access of(Auth auth, ActorRef<JobsCommand, JobsReply> jobs, Clock clock) {
        return new Access(
                auth.keys().map(keys -> new TokenCheck(auth, keys, clock)), new KnownJobs(jobs, System::nanoTime));
    }

    /**
     * Who asks, by the request's {@code Authorization} header. Nobody, where there is no good token in it.
     *
     * @throws KeysUnavailable where the identity provider's keys cannot be had
     */
    public Optional<Caller> caller(Optional<String> authorization) {
        return tokens.isEmpty()
                ? Optional.of(new Caller.Anybody())
                : tokens.get().caller(authorization);
    }

    /** Whether the caller may do what needs one of the permissions, at no particular location. */
    public boolean allows(Caller caller, String... anyOf) {
        return switch (caller) {
            case Caller.Anybody() -> true;
            case Caller.Person person ->
                jobs.find(person.job()).filter(job -> holds(job, anyOf)).isPresent();
        };
    }

    /** Whether the caller may do what needs the permission, at the location that the path names. */
    public boolean allowsAt(Caller caller, String location, String permission) {
        return switch (caller) {
            case Caller.Anybody() -> true;
            case Caller.Person person ->
                jobs.find(person.job())
                        .filter(job -> holds(job, permission))
                        .filter(job -> !job.locationScoped()
                                || person.locations()
                                        .map(only -> only.contains(location))
                                        .orElse(true))
                        .isPresent();
        };
    }

    /** The mapping was changed through this node. Returns when no node uses what it remembered from before. */
    public void jobsChanged() {
        jobs.forget();
        jobs.letKnowledgeLapse();
    }

    private static boolean holds(Job job, String... anyOf) {
        return Arrays.stream(anyOf).anyMatch(job.permissions()::contains);
    }

    @Override
    public void close() {
        tokens.ifPresent(TokenCheck::close);
    }
}
