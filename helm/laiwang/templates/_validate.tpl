{{/* Values that contradict each other, or that nothing can run without, are refused with a sentence. */}}
{{- define "laiwang.validate" -}}
{{- $values := .Values -}}
{{- if not $values.kafka.bootstrap }}{{ fail "kafka.bootstrap must name Kafka's bootstrap servers." }}{{ end -}}
{{- if not $values.postgresql.host }}{{ fail "postgresql.host must name a PostgreSQL server: auth-service and group-service keep their data there." }}{{ end -}}
{{- if eq (toString $values.image.tag) "latest" }}{{ fail "image.tag must not be \"latest\": nobody could say what runs, nor go back." }}{{ end -}}
{{- if and (eq $values.store "mongodb") (not $values.mongodb.urlSecret.name) }}{{ fail "mongodb.urlSecret.name must name a secret with the connection string, or store must be postgresql." }}{{ end -}}
{{- range $name, $service := $values.services -}}
{{- if include "laiwang.usesPostgres" (dict "root" $ "name" $name "service" $service) -}}
{{- if not $service.postgresql.passwordSecret.name }}{{ fail (printf "services.%s.postgresql.passwordSecret.name must name a secret with the password of its role." $name) }}{{ end -}}
{{- end -}}
{{- if and (hasKey $service.podDisruptionBudget "minAvailable") (hasKey $service.podDisruptionBudget "maxUnavailable") }}{{ fail (printf "services.%s.podDisruptionBudget has minAvailable and maxUnavailable, and Kubernetes takes one of them: set the other to null." $name) }}{{ end -}}
{{- if gt (int $service.autoscaling.minReplicas) (int $service.autoscaling.maxReplicas) }}{{ fail (printf "services.%s.autoscaling.minReplicas is above maxReplicas." $name) }}{{ end -}}
{{- end -}}
{{- $chat := index $values.services "chat-service" -}}
{{- if and $values.keda.enabled $chat.autoscaling.enabled }}{{ fail "keda.enabled and services.chat-service.autoscaling.enabled would both scale chat-service: choose one." }}{{ end -}}
{{- if gt (int $values.keda.minReplicas) (int $values.keda.maxReplicas) }}{{ fail "keda.minReplicas is above keda.maxReplicas." }}{{ end -}}
{{- if gt (int $values.keda.maxReplicas) (int $values.kafka.partitions) }}{{ fail "keda.maxReplicas is above kafka.partitions: what has no partition has nothing to do." }}{{ end -}}
{{- if $values.keda.enabled }}{{ range splitList "," $values.kafka.bootstrap }}{{ if not (contains "." .) }}{{ fail (printf "keda.enabled and kafka.bootstrap: KEDA asks from a namespace of its own, where %s is nobody; add the namespace, as in kafka.%s.svc:9092." . $.Release.Namespace) }}{{ end }}{{ end }}{{ end -}}
{{- $auth := index $values.services "auth-service" -}}
{{- if and $values.serverless.enabled $auth.autoscaling.enabled }}{{ fail "serverless.enabled and services.auth-service.autoscaling.enabled would both scale auth-service: choose one." }}{{ end -}}
{{- if and $values.serverless.enabled $values.mutualTls.secret }}{{ fail "serverless.enabled and mutualTls.secret: Knative answers for auth-service while it sleeps, and has no certificate of the services." }}{{ end -}}
{{- $media := index $values.services "media-service" -}}
{{- $many := or (gt (int $media.replicas) 1) (and $media.autoscaling.enabled (gt (int $media.autoscaling.maxReplicas) 1)) -}}
{{- if and $many (ne $values.media.accessMode "ReadWriteMany") }}{{ fail "media.accessMode must be ReadWriteMany for more than one instance of media-service." }}{{ end -}}
{{- $talkers := or $values.keda.enabled (gt (int $chat.replicas) 1) $chat.autoscaling.enabled -}}
{{- if and $talkers (ne $values.burnKeys.accessMode "ReadWriteMany") }}{{ fail "burnKeys.accessMode must be ReadWriteMany for more than one instance of chat-service." }}{{ end -}}
{{- if and (or $values.ingress.enabled $values.gatewayApi.enabled) (not $values.trustedProxies) }}{{ fail "trustedProxies must name the addresses of what publishes the gateway: else all people have one address, and share its limits." }}{{ end -}}
{{- if and $values.ingress.enabled $values.gatewayApi.enabled }}{{ fail "ingress.enabled and gatewayApi.enabled would both publish the gateway: choose one." }}{{ end -}}
{{- if and $values.ingress.enabled (not $values.ingress.host) }}{{ fail "ingress.host must be set where ingress.enabled is." }}{{ end -}}
{{- if and $values.gatewayApi.enabled (not (and $values.gatewayApi.host $values.gatewayApi.parentName)) }}{{ fail "gatewayApi.host and gatewayApi.parentName must be set where gatewayApi.enabled is." }}{{ end -}}
{{- end -}}
