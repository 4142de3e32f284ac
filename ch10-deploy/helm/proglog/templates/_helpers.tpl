{{- define "proglog.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 52 | trimSuffix "-" }}
{{- end }}

{{/* What everything is called. A pod adds an ordinal, a Service -nodes: at most 52 letters leave room. */}}
{{- define "proglog.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" }}
{{- else if contains (include "proglog.name" .) .Release.Name }}
{{- .Release.Name | trunc 52 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "proglog.name" .) | trunc 52 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "proglog.selector" -}}
app.kubernetes.io/name: {{ include "proglog.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "proglog.labels" -}}
{{ include "proglog.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | quote }}
{{- end }}

{{- define "proglog.image" -}}
{{- if .Values.image.digest }}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) }}
{{- end }}
{{- end }}

{{/* The Service that gives each pod a name in the DNS, and that name without the pod. */}}
{{- define "proglog.nodes" -}}
{{ include "proglog.fullname" . }}-nodes
{{- end }}

{{- define "proglog.domain" -}}
{{ include "proglog.nodes" . }}.{{ .Release.Namespace }}.svc.{{ .Values.clusterDomain }}
{{- end }}

{{/* Settings are written for more nodes than there are, so that scaling changes none and restarts none. */}}
{{- define "proglog.ordinals" -}}
{{- range until 9 }}{{ . }} {{ end }}
{{- end }}

{{/* Node 0 may begin a cluster when the release is new, and never again. */}}
{{- define "proglog.bootstrap" -}}
{{- and .Values.bootstrap .Release.IsInstall -}}
{{- end }}

{{- define "proglog.settings" -}}
data-dir: /var/lib/proglog/data
bind-addr: 0.0.0.0
cluster-id: {{ default .Release.Name .Values.clusterId | quote }}
start-join-addrs: {{ printf "dns:///%s:8401" (include "proglog.domain" .) | quote }}
rpc-port: 8400
gossip-port: 8401
raft-port: 8402
admin-port: 8403
admin-open: true
{{- if eq .Values.probes.kind "grpc" }}
probe-port: 8404
{{- end }}
server-tls-cert-file: /etc/proglog/certs/server.pem
server-tls-key-file: /etc/proglog/certs/server-key.pem
server-tls-ca-file: /etc/proglog/certs/ca.pem
peer-tls-cert-file: /etc/proglog/certs/peer.pem
peer-tls-key-file: /etc/proglog/certs/peer-key.pem
peer-tls-ca-file: /etc/proglog/certs/ca.pem
acl-model-file: {{ ternary "/etc/proglog/acl/model.conf" "/opt/proglog/acl/model.conf" (not (empty .Values.acl.model)) }}
acl-policy-file: {{ ternary "/etc/proglog/acl/policy.csv" "/opt/proglog/acl/policy.csv" (not (empty .Values.acl.policy)) }}
{{- with .Values.config }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "proglog.probe" -}}
{{- $root := index . 0 }}
{{- $path := index . 1 }}
{{- if eq $root.Values.probes.kind "grpc" }}
grpc:
  port: 8404
  service: {{ $path }}
{{- else }}
httpGet:
  path: /health/{{ $path }}
  port: admin
{{- end }}
{{- end }}
