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

{{- /* The restricted pod security standard. */ -}}
{{- define "operator.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "operator.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "operator.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- /* What the operator is told; its self-test is told the same. */ -}}
{{- define "operator.environment" -}}
- name: STOCK_NODE_IMAGE
  value: "{{ .Values.nodeImage.repository }}:{{ .Values.nodeImage.tag | default .Chart.AppVersion }}"
- name: WATCH_NAMESPACES
  value: {{ join "," .Values.watchNamespaces | quote }}
- name: LEASE_NAME
  value: {{ include "operator.name" . }}
- name: OPERATOR_NAMESPACE
  valueFrom:
    fieldRef:
      fieldPath: metadata.namespace
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: LOG_LEVEL
  value: {{ .Values.logLevel }}
- name: LOG_FORMAT
  value: {{ .Values.logFormat }}
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
  resources: [pods/eviction]
  verbs: [create]
# What is told again is the same event once more.
- apiGroups: [""]
  resources: [events]
  verbs: [get, create, patch]
# What a spec may ask for, and ask for no more: these are deleted, too.
- apiGroups: [networking.k8s.io]
  resources: [networkpolicies, ingresses]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [gateway.networking.k8s.io]
  resources: [httproutes]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [monitoring.coreos.com]
  resources: [podmonitors]
  verbs: [get, list, watch, create, patch, delete]
{{- end }}
