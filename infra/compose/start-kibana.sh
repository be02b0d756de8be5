#!/bin/bash
# Kibana takes its password from the environment only; here it comes from a file.
set -euo pipefail
ELASTICSEARCH_PASSWORD=$(cat /run/secrets/kibana-password)
export ELASTICSEARCH_PASSWORD
exec /usr/local/bin/kibana-docker
