#!/bin/bash
# Healthy: the cluster answers our password and every primary shard is assigned.
set -euo pipefail
curl -s --cacert config/certs/ca/ca.crt -u "elastic:$(cat /run/secrets/elastic-password)" \
  'https://localhost:9200/_cluster/health?wait_for_status=yellow&timeout=5s' | grep -q '"timed_out":false'
