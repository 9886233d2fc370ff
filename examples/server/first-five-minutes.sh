#!/usr/bin/env bash
# The first five minutes with the example server, with nothing but curl. BASE_URL says where it is.
set -euo pipefail
cd "${1:-.}"

shop=${BASE_URL:-http://localhost:3003}
json='content-type: application/json'

# The first item opens a cart. The header x-cart-token of the answer opens that cart, and its order, from now on.
token=$(curl -sSi "$shop/api/cart/items" -H "$json" \
  -d '{"productId": "01996d0c-5c00-7026-8000-000000000026", "quantity": 1}' | tr -d '\r' | sed -n 's/^x-cart-token: //p')
me="x-cart-token: $token"
curl -sS "$shop/api/cart" -H "$me"

# Checkout: contact, address, shipping, payment. Every answer shows the totals as they stand.
session=$(curl -sS "$shop/api/checkout/start" -H "$me" -H "$json" \
  -d '{"email": "asha@example.com", "phone": "9845012345"}' | sed 's/.*"sessionId":"\([^"]*\)".*/\1/')
curl -sS -X PUT "$shop/api/checkout/$session/shipping-address" -H "$me" -H "$json" \
  -d '{"name": "Asha Rao", "line1": "27, 4th Main", "city": "Mysuru", "stateCode": "29", "pincode": "570002"}'
curl -sS "$shop/api/checkout/$session/shipping-methods" -H "$me"
curl -sS -X PUT "$shop/api/checkout/$session/shipping-method" -H "$me" -H "$json" -d '{"methodId": "standard"}'
curl -sS -X PUT "$shop/api/checkout/$session/payment-method" -H "$me" -H "$json" -d '{"method": "cod"}'

# Place the order. Sent again with the same Idempotency-Key, it is answered again, and nothing happens twice.
order=$(curl -sS "$shop/api/orders" -H "$me" -H "$json" -H "idempotency-key: order-of-$session" \
  -d "{\"sessionId\": \"$session\", \"termsAccepted\": true}" | sed 's/.*"orderNumber":"\([^"]*\)".*/\1/')
curl -sS "$shop/api/orders/$order/timeline" -H "$me"

# The invoice follows its order in a moment.
curl -sS --retry 5 --retry-all-errors --fail "$shop/api/orders/$order/invoice" -H "$me" -o "$order.pdf"
