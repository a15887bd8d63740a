{{/* The environment of a service, all of it named in docs/configuration.md. */}}
{{- define "laiwang.env" -}}
{{- $root := .root -}}
- name: LAIWANG_HTTP_PORT
  value: "8080"
- name: LAIWANG_MANAGEMENT_PORT
  value: "9000"
- name: LAIWANG_LOG_FORMAT
  value: {{ $root.Values.logFormat }}
{{- with $root.Values.traces }}
{{- if .endpoint }}
- name: LAIWANG_TRACES
  value: otlp
- name: LAIWANG_TRACES_ENDPOINT
  value: {{ .endpoint | quote }}
- name: LAIWANG_TRACES_RATIO
  value: {{ .ratio | quote }}
{{- end }}
{{- end }}
- name: LAIWANG_SERVICE_TOKEN
  valueFrom:
    secretKeyRef:
      name: {{ include "laiwang.secret" $root }}
      key: {{ $root.Values.secrets.serviceTokenKey }}
{{- if eq .name "auth-service" }}
- name: LAIWANG_KEY_SECRET
  valueFrom:
    secretKeyRef:
      name: {{ include "laiwang.secret" $root }}
      key: {{ $root.Values.secrets.keySecretKey }}
{{- end }}
- name: LAIWANG_KAFKA_BOOTSTRAP
  value: {{ $root.Values.kafka.bootstrap | quote }}
{{- with $root.Values.kafka.extraEnv }}
{{ toYaml . }}
{{- end }}
- name: LAIWANG_TOPIC_PARTITIONS
  value: {{ $root.Values.kafka.partitions | quote }}
- name: LAIWANG_TOPIC_REPLICATION
  value: {{ $root.Values.kafka.replication | quote }}
{{- if $root.Values.mutualTls.secret }}
- name: QUARKUS_PROFILE
  value: prod,mutual-tls
{{- end }}
{{- range list "auth" "group" "chat" "media" }}
- name: LAIWANG_{{ upper . }}_URL
  value: {{ include "laiwang.url" (dict "root" $root "name" (printf "%s-service" .)) }}
{{- end }}
{{- if $root.Values.serverless.enabled }}
- name: LAIWANG_AUTH_WAKING
  value: 20S
{{- end }}
{{- if eq .name "gateway" }}
- name: LAIWANG_DRAIN
  value: {{ printf "%vS" $root.Values.drainSeconds }}
{{- with $root.Values.trustedProxies }}
- name: LAIWANG_TRUSTED_PROXIES
  value: {{ join "," . | quote }}
{{- end }}
{{- end }}
{{- if has .name (list "chat-service" "media-service") }}
- name: LAIWANG_STORE
  value: {{ $root.Values.store }}
{{- end }}
{{- if include "laiwang.usesPostgres" . }}
{{- with .service.postgresql }}
- name: LAIWANG_POSTGRES_URL
  value: {{ printf "postgresql://%s:%v/%s%s" $root.Values.postgresql.host $root.Values.postgresql.port .database $root.Values.postgresql.parameters | quote }}
- name: LAIWANG_POSTGRES_USER
  value: {{ .user }}
- name: LAIWANG_POSTGRES_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .passwordSecret.name }}
      key: {{ .passwordSecret.key }}
{{- end }}
{{- end }}
{{- if include "laiwang.usesMongo" . }}
- name: LAIWANG_MONGODB_URL
  valueFrom:
    secretKeyRef:
      name: {{ $root.Values.mongodb.urlSecret.name }}
      key: {{ $root.Values.mongodb.urlSecret.key }}
{{- end }}
{{- if eq .name "media-service" }}
- name: LAIWANG_MEDIA_DIR
  value: /var/lib/laiwang/media
{{- end }}
{{- if eq .name "chat-service" }}
- name: LAIWANG_BURN_KEYS
  value: /var/lib/laiwang/burn-keys
{{- end }}
{{- with .service.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* The one container of a service; Knative brings its own probes' timing and ports. */}}
{{- define "laiwang.container" -}}
name: {{ .name }}
image: {{ include "laiwang.image" . }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  seccompProfile:
    type: RuntimeDefault
  capabilities:
    drop: [ALL]
env:
  {{- include "laiwang.env" . | nindent 2 }}
resources:
  {{- toYaml .service.resources | nindent 2 }}
volumeMounts:
  - name: tmp
    mountPath: /tmp
  {{- if .root.Values.mutualTls.secret }}
  - name: mutual-tls
    mountPath: /etc/laiwang/tls
    readOnly: true
  {{- end }}
  {{- if eq .name "media-service" }}
  - name: media
    mountPath: /var/lib/laiwang/media
  {{- end }}
  {{- if eq .name "chat-service" }}
  - name: burn-keys
    mountPath: /var/lib/laiwang/burn-keys
  {{- end }}
{{- end -}}

{{/* Everything of a pod but its container. */}}
{{- define "laiwang.pod" -}}
serviceAccountName: {{ include "laiwang.fullname" .root }}-{{ .name }}
automountServiceAccountToken: false
enableServiceLinks: false
{{- /* Knative knows it on containers alone */}}
{{- if include "laiwang.isDeployed" . }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  # not every file of a large volume at every start
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- end }}
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .service.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .service.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
volumes:
  - name: tmp
    emptyDir:
      sizeLimit: 256Mi
  {{- with .root.Values.mutualTls.secret }}
  - name: mutual-tls
    secret:
      secretName: {{ . }}
      # for the group, which is ours
      defaultMode: 0440
  {{- end }}
  {{- if eq .name "media-service" }}
  - name: media
    persistentVolumeClaim:
      claimName: {{ default (printf "%s-media" (include "laiwang.fullname" .root)) .root.Values.media.existingClaim }}
  {{- end }}
  {{- if eq .name "chat-service" }}
  - name: burn-keys
    persistentVolumeClaim:
      claimName: {{ default (printf "%s-burn-keys" (include "laiwang.fullname" .root)) .root.Values.burnKeys.existingClaim }}
  {{- end }}
{{- end -}}
