package io.stockcluster.crds.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** A time of the week at which actor nodes may be taken. */
@ValidationRule(
        value = "self.from != self.to",
        message = "rollout.windows: from and to must differ; a whole day is from 00:00 to 24:00")
@ValidationRule(
        value = "timestamp('2026-01-01T00:00:00Z').getHours(self.timeZone) >= 0",
        message = "rollout.windows: timeZone must be a name of the time zone database, such as Europe/Zurich or UTC")
@JsonIgnoreProperties(ignoreUnknown = true)
public record Window(
        @JsonPropertyDescription("On which days it begins: Mon, Tue, Wed, Thu, Fri, Sat, Sun. Default: every day.")
        @Size(max = 7)
        List<@Pattern("^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)$") @Size(max = 3) String> days,

        @JsonPropertyDescription("When it opens, for example 22:00.")
        @Required
        @Pattern("^([01][0-9]|2[0-3]):[0-5][0-9]$")
        @Size(max = 5)
        String from,

        @JsonPropertyDescription("When it closes, up to 24:00; where that is not after 'from', on the next day.")
        @Required
        @Pattern("^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")
        @Size(max = 5)
        String to,

        @JsonPropertyDescription("Whose clocks tell that, for example Europe/Zurich.")
        @Default("UTC")
        @Size(min = 1, max = 64)
        String timeZone) {

    public Window {
        days = days == null ? List.of() : List.copyOf(days);
        timeZone = timeZone == null ? "UTC" : timeZone;
    }
}
