package io.stockcluster.node.http;

import io.stockcluster.node.access.Access;
import io.stockcluster.node.access.Caller;
import io.stockcluster.node.web.Answer;
import io.stockcluster.node.web.Call;
import io.stockcluster.node.web.Refusal;

/** Lets a call through, or not: first its token, then its permission. */
final class Guard {

    private final Access access;

    Guard(Access access) {
        this.access = access;
    }

    /** Any of the permissions will do. */
    void permit(Call call, String... anyOf) {
        Caller caller = caller(call);
        if (!Reads.sure(() -> access.allows(caller, anyOf))) {
            throw denied();
        }
    }

    /** The permission, at the location of the path. */
    void permitAt(Call call, String location, String permission) {
        Caller caller = caller(call);
        // What is no text is no location that a token could be limited to either.
        String at = call.path(location).orElse("");
        if (!Reads.sure(() -> access.allowsAt(caller, at, permission))) {
            throw denied();
        }
    }

    private Caller caller(Call call) {
        return access.caller(call.header("Authorization"))
                .orElseThrow(
                        () -> new Refusal(Answer.status(401, "Unauthorized").with("WWW-Authenticate", "Bearer")));
    }

    private static Refusal denied() {
        return new Refusal(Answer.status(403, "PermissionDenied"));
    }
}
