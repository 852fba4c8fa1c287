package io.stockcluster.node.http;

import io.stockcluster.actors.ActorException;
import io.stockcluster.actors.ActorFailed;
import io.stockcluster.actors.ActorsUnreachable;
import io.stockcluster.actors.Overloaded;
import io.stockcluster.actors.QuorumUnavailable;
import io.stockcluster.actors.WriteTimeout;
import io.stockcluster.node.access.KeysUnavailable;
import io.stockcluster.node.locations.LocationsUnavailable;
import io.stockcluster.node.web.Answer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What a client is told of a failure, and what the log is told of it. */
final class Failures {

    private static final Logger LOG = System.getLogger(Failures.class.getName());

    private Failures() {}

    static Answer answer(Throwable failure) {
        return switch (failure) {
            case ActorException unanswered -> answer(unanswered);
            case LocationsUnavailable _ -> {
                LOG.log(Level.WARNING, failure.getMessage());
                yield Answer.status(502, "UpstreamServiceUnavailable");
            }
            case KeysUnavailable _ -> {
                LOG.log(Level.ERROR, failure.getMessage());
                yield Answer.status(500, "InternalError");
            }
            default -> {
                LOG.log(Level.ERROR, "A request failed in a way that nobody thought of", failure);
                yield Answer.status(500, "InternalError");
            }
        };
    }

    private static Answer answer(ActorException failure) {
        LOG.log(Level.DEBUG, failure.getMessage());
        return switch (failure) {
            case QuorumUnavailable _ -> later("QuorumUnavailable");
            case ActorsUnreachable _ -> later("ActorTierUnavailable");
            case Overloaded _ -> later("Overloaded");
            case WriteTimeout _ -> Answer.status(504, "WriteTimeout");
            case ActorFailed _ -> {
                LOG.log(Level.ERROR, failure.getMessage());
                yield Answer.status(500, "InternalError");
            }
        };
    }

    private static Answer later(String status) {
        return Answer.status(503, status).with("Retry-After", "1");
    }
}
