package io.stockcluster.node.http;

import io.stockcluster.node.locations.Location;
import io.stockcluster.node.locations.LocationTree;
import io.stockcluster.node.locations.Locations;
import io.stockcluster.node.web.Answer;
import io.stockcluster.node.web.Call;
import io.stockcluster.node.web.Refusal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the paths say of locations, held against what is known of them. */
final class Places {

    private final Locations locations;

    Places(Locations locations) {
        this.locations = locations;
    }

    /** The location of the path, which must be known and tracked; where a part of one is meant, that one is named. */
    String tracked(Call call) {
        checkTracked(call, location(call));
        return known(call);
    }

    /**
     * As {@link #tracked(Call)}, for something that goes on to a destination. That one must be known and tracked, too,
     * but nobody is shown another than they chose.
     */
    String tracked(Call call, String destination) {
        // Looked at before anything is said of the source: that nobody can tell comes first.
        Optional<Location> found = Reads.sure(() -> locations.find(destination));
        Location source = location(call);
        Location target = found.orElseThrow(Places::unknown);
        checkTracked(call, source);
        if (!target.tracked()) {
            throw notTracked();
        }
        return known(call);
    }

    private void checkTracked(Call call, Location location) {
        if (!location.tracked()) {
            throw Reads.sure(() -> locations.nearestTrackedAncestor(location.id()))
                    .map(ancestor -> new Refusal(Answer.status(303, "LocationNotTracked")
                            .with("Location", samePathAt(call.rawPath(), ancestor.id()))))
                    .orElseGet(Places::notTracked);
        }
    }

    /** The location of the path, which must be known. */
    Location location(Call call) {
        return find(known(call));
    }

    private Location find(String id) {
        return Reads.sure(() -> locations.find(id)).orElseThrow(Places::unknown);
    }

    /** The location of the path with all that is part of it. */
    LocationTree tree(Call call) {
        String id = known(call);
        return Reads.sure(() -> locations.tree(id)).orElseThrow(Places::unknown);
    }

    /** What the path says. Something that can be no id is a location that nobody knows. */
    private static String known(Call call) {
        return given(call).orElseThrow(Places::unknown);
    }

    static Optional<String> given(Call call) {
        return call.path("location").filter(Ids::good);
    }

    static Refusal unknown() {
        return new Refusal(Answer.status(404, "LocationNotFound"));
    }

    private static Refusal notTracked() {
        return new Refusal(Answer.status(400, "LocationNotTracked"));
    }

    /** {@code /locations/{location}/…} with another location. */
    private static String samePathAt(String rawPath, String location) {
        String[] parts = rawPath.split("/", 4);
        // What URLEncoder makes is for forms, where a space is a plus.
        String encoded = URLEncoder.encode(location, StandardCharsets.UTF_8).replace("+", "%20");
        return "/locations/" + encoded + (parts.length < 4 ? "" : "/" + parts[3]);
    }
}
