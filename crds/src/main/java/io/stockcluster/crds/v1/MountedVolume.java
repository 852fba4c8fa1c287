package io.stockcluster.crds.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.CSIVolumeSource;
import io.fabric8.kubernetes.api.model.ConfigMapVolumeSource;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.ProjectedVolumeSource;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;

/**
 * A volume and where it is mounted, in one: a volume that is not mounted, and a mount without its volume, cannot be said.
 *
 * <p>The kinds are those that the restricted pod security standard allows and that several pods can share.
 */
@ValidationRule(
        value = "[has(self.configMap), has(self.secret), has(self.projected), has(self.emptyDir), has(self.csi)]"
                + ".filter(given, given).size() == 1",
        message = "podTemplate.volumes: each needs exactly one of configMap, secret, projected, emptyDir and csi")
@ValidationRule(
        value = "self.name != 'tmp' && self.mountPath != '/tmp'",
        message = "podTemplate.volumes must not replace 'tmp' at /tmp: the node writes there")
@ValidationRule(
        value = "self.mountPath.startsWith('/') && !self.mountPath.contains('..') && !self.mountPath.contains(':')"
                + " && self.mountPath != '/' && !(self.mountPath + '/').startsWith('/opt/stock/')"
                + " && !(self.mountPath + '/').startsWith('/opt/java/') && self.mountPath != '/opt'",
        message = "podTemplate.volumes: mountPath must be absolute, without '..' and ':', and not lie over the program"
                + " (/opt/stock, /opt/java)")
@JsonIgnoreProperties(ignoreUnknown = true)
public record MountedVolume(
        @JsonPropertyDescription("Its name, unique among the volumes of the pod.")
        @Required
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        @Size(min = 1, max = 63)
        String name,

        @JsonPropertyDescription("Where the node finds it, for example /etc/truststore.")
        @Required
        @Size(min = 2, max = 512)
        String mountPath,

        @JsonPropertyDescription("Whether the node may only read it. Default: true, but for an emptyDir.")
        Boolean readOnly,

        @JsonPropertyDescription("The entries of a ConfigMap, as files.")
        ConfigMapVolumeSource configMap,

        @JsonPropertyDescription("The entries of a Secret, as files.")
        SecretVolumeSource secret,

        @JsonPropertyDescription("Several of these in one folder, service account tokens for others among them.")
        ProjectedVolumeSource projected,

        @JsonPropertyDescription("An empty folder that goes with the pod.")
        EmptyDirVolumeSource emptyDir,

        @JsonPropertyDescription("What a CSI driver makes for the pod, certificates for example.")
        CSIVolumeSource csi) {

    public MountedVolume {
        readOnly = readOnly == null ? emptyDir == null : readOnly;
    }
}
