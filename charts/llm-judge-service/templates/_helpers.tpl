{{/* The service's name: that of the release, which every object bears. */}}
{{- define "llm-judge-service.name" -}}
{{- if gt (len .Release.Name) 63 -}}
{{- fail (printf "release name %q is longer than the 63 characters that a Service's name may have" .Release.Name) -}}
{{- end -}}
{{- .Release.Name -}}
{{- end -}}

{{- define "llm-judge-service.chart" -}}
{{- printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* Immutable once deployed: nothing that may change from one revision to the next belongs in here. */}}
{{- define "llm-judge-service.selectorLabels" -}}
app.kubernetes.io/name: {{ include "llm-judge-service.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* Labels that do not say which object it is: shared by the service, its cache and its test. */}}
{{- define "llm-judge-service.commonLabels" -}}
helm.sh/chart: {{ include "llm-judge-service.chart" . }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: {{ .Values.partOf }}
{{- range $key, $value := .Values.tags }}
{{ $key }}: {{ $value | quote }}
{{- end }}
{{- end -}}

{{/* A tag may be longer than a label value, and may end in what a label value may not. */}}
{{- define "llm-judge-service.versionLabel" -}}
{{- regexReplaceAll "[^A-Za-z0-9]+$" (. | toString | trunc 63) "" -}}
{{- end -}}

{{- define "llm-judge-service.labels" -}}
{{ include "llm-judge-service.selectorLabels" . }}
app.kubernetes.io/version: {{ include "llm-judge-service.versionLabel" .Values.image.tag | quote }}
{{- with .Values.component }}
app.kubernetes.io/component: {{ . }}
{{- end }}
{{ include "llm-judge-service.commonLabels" . }}
{{- end -}}

{{- define "llm-judge-service.image" -}}
{{- $repository := required "image.repository is empty: give the image of this service without its tag, for example 123456789012.dkr.ecr.us-west-2.amazonaws.com/llm-judge/gateway-service" .Values.image.repository -}}
{{- $tag := required "image.tag is empty: give the tag to deploy, for example v1.0.0" .Values.image.tag -}}
{{- printf "%s:%s" $repository $tag -}}
{{- end -}}

{{- define "llm-judge-service.port" -}}
{{- if not (.Values.service.port | int) -}}
{{- fail "service.port is 0: give the port of this service, for example 8000" -}}
{{- end -}}
{{- .Values.service.port | int -}}
{{- end -}}

{{/* One HTTP probe. Arguments: probe. */}}
{{- define "llm-judge-service.probe" -}}
httpGet:
  path: {{ .path }}
  port: http
{{- if .initialDelaySeconds }}
initialDelaySeconds: {{ .initialDelaySeconds | int }}
{{- end }}
periodSeconds: {{ .periodSeconds | int }}
timeoutSeconds: {{ .timeoutSeconds | int }}
failureThreshold: {{ .failureThreshold | int }}
{{- end -}}

{{/* Names of the keys that the service must have before it turns ready. */}}
{{- define "llm-judge-service.requiredKeys" -}}
{{- $keys := .Values.config.requiredKeys -}}
{{- range .Values.secretEnv -}}
{{- $keys = append $keys .name -}}
{{- end -}}
{{- $keys | uniq | join "," -}}
{{- end -}}

{{- define "llm-judge-service.secretKeys" -}}
{{- $keys := list -}}
{{- range .Values.secretEnv -}}
{{- $keys = append $keys .name -}}
{{- end -}}
{{- $keys | join "," -}}
{{- end -}}

{{/* The cache answers to its own name only, so that no selector of the service ever matches its pods. */}}
{{- define "llm-judge-service.cacheSelectorLabels" -}}
app.kubernetes.io/name: {{ .Values.cache.name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "llm-judge-service.cacheLabels" -}}
{{ include "llm-judge-service.cacheSelectorLabels" . }}
app.kubernetes.io/version: {{ include "llm-judge-service.versionLabel" .Values.cache.image.tag | quote }}
app.kubernetes.io/component: cache
{{ include "llm-judge-service.commonLabels" . }}
{{- end -}}
