#!/bin/bash
# Gives Kibana's own account the password of the secret file; the same again changes nothing. No password is on a command line.
set -euo pipefail
url=https://elasticsearch-1:9200/_security/user/kibana_system/_password
printf 'user = "elastic:%s"\n' "$(cat /run/secrets/elastic-password)" |
  curl --fail --silent --show-error --cacert /certs/ca/ca.crt --config - -H 'Content-Type: application/json' \
    --data @<(printf '{"password":"%s"}' "$(cat /run/secrets/kibana-password)") "$url"
