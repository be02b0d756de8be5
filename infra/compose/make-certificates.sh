#!/bin/bash
# Makes one authority and a certificate for each Elasticsearch node, once: what is there stays.
set -euo pipefail
cd /certs
if [ ! -e ca/ca.crt ]; then
  elasticsearch-certutil ca --silent --pem --out /certs/ca.zip
  unzip -q ca.zip && rm ca.zip
fi
for node in elasticsearch-1 elasticsearch-2 elasticsearch-3; do
  [ -e "$node/$node.crt" ] && continue
  elasticsearch-certutil cert --silent --pem --out "/certs/$node.zip" --name "$node" --dns "$node" --dns localhost \
    --ip 127.0.0.1 --ca-cert ca/ca.crt --ca-key ca/ca.key
  unzip -q "$node.zip" && rm "$node.zip"
done
# Nodes run as user 1000 of group 0; the authority's key is for nobody but this script.
chown -R root:root . && chmod -R u=rwX,g=rX,o= . && chmod 600 ca/ca.key
# Kibana and our services run under other accounts and need the authority's certificate alone.
chmod o+x . ca && chmod o+r ca/ca.crt
