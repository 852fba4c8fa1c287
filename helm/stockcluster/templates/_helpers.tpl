{{- define "operator.name" -}}
{{ printf "%s-operator" (trunc 50 .Release.Name | trimSuffix "-") }}
{{- end }}

{{- define "operator.selector" -}}
app.kubernetes.io/name: stockcluster-operator
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "operator.labels" -}}
{{ include "operator.selector" . }}
app.kubernetes.io/component: operator
app.kubernetes.io/part-of: stockcluster
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- /* What the operator may do, in every namespace that it looks after, and nowhere else. */ -}}
{{- define "operator.rules" -}}
- apiGroups: [stockcluster.io]
  resources: [stockclusters]
  verbs: [get, list, watch]
- apiGroups: [stockcluster.io]
  resources: [stockclusters/status]
  verbs: [get, patch]
# Where owner references are checked, an owner may be named only by who may also block its deletion.
- apiGroups: [stockcluster.io]
  resources: [stockclusters/finalizers]
  verbs: [update]
- apiGroups: [apps]
  resources: [statefulsets]
  verbs: [get, list, watch, create, patch]
- apiGroups: [""]
  resources: [services, serviceaccounts, secrets, configmaps]
  verbs: [get, list, watch, create, patch]
- apiGroups: [policy]
  resources: [poddisruptionbudgets]
  verbs: [get, list, watch, create, patch]
# Pods are evicted once they hold nothing, and deleted where they cannot start.
- apiGroups: [""]
  resources: [pods]
  verbs: [get, list, watch, delete]
- apiGroups: [""]
  resources: [pods/eviction, events]
  verbs: [create]
{{- end }}
