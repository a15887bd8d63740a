{{- define "laiwang.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* What selects the pods of a service: (dict "root" $ "name" "gateway"). */}}
{{- define "laiwang.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- with .name }}
app.kubernetes.io/component: {{ . }}
{{- end }}
{{- end -}}

{{- define "laiwang.labels" -}}
{{ include "laiwang.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "laiwang.secret" -}}
{{- default (printf "%s-secrets" (include "laiwang.fullname" .)) .Values.secrets.existingSecret -}}
{{- end -}}

{{- define "laiwang.image" -}}
{{- $image := .root.Values.image -}}
{{- if .service.digest -}}
{{ $image.repository }}/{{ .name }}@{{ .service.digest }}
{{- else -}}
{{ $image.repository }}/{{ .name }}:{{ default .root.Chart.AppVersion $image.tag }}
{{- end -}}
{{- end -}}

{{/* Whether it runs as a Deployment: auth-service may be Knative's. */}}
{{- define "laiwang.isDeployed" -}}
{{- if not (and .root.Values.serverless.enabled (eq .name "auth-service")) }}true{{ end -}}
{{- end -}}

{{/* Whether it has a volume that only one node has at a time. */}}
{{- define "laiwang.holdsVolume" -}}
{{- $modes := dict "chat-service" .root.Values.burnKeys.accessMode "media-service" .root.Values.media.accessMode -}}
{{- if ne (default "ReadWriteMany" (get $modes .name)) "ReadWriteMany" }}true{{ end -}}
{{- end -}}

{{/* Whether it has a database in PostgreSQL. */}}
{{- define "laiwang.usesPostgres" -}}
{{- if and (hasKey .service "postgresql") (or (has .name (list "auth-service" "group-service")) (eq .root.Values.store "postgresql")) }}true{{ end -}}
{{- end -}}

{{/* Whether conversations or the records of media are in MongoDB. */}}
{{- define "laiwang.usesMongo" -}}
{{- if and (has .name (list "chat-service" "media-service")) (eq .root.Values.store "mongodb") }}true{{ end -}}
{{- end -}}

{{/* Which services each of them calls; a fact of the code, so no value. */}}
{{- define "laiwang.calls" -}}
gateway: [auth-service, group-service, chat-service, media-service]
auth-service: [group-service, chat-service, media-service]
group-service: [auth-service, media-service]
chat-service: [auth-service, media-service]
media-service: [auth-service, chat-service]
{{- end -}}

{{/* Base URL of a service. Knative answers on port 80, by its own gateway. */}}
{{- define "laiwang.url" -}}
{{- $host := printf "%s-%s" (include "laiwang.fullname" .root) .name -}}
{{- if include "laiwang.isDeployed" . -}}
{{ ternary "https" "http" (not (empty .root.Values.mutualTls.secret)) }}://{{ $host }}:8080
{{- else -}}
http://{{ include "laiwang.fullname" .root }}-auth-serverless.{{ .root.Release.Namespace }}.svc.cluster.local
{{- end -}}
{{- end -}}
