/** What Razorpay publishes with its own packages to try signatures on: the secrets are test fixtures. */
export interface Vector {
  readonly source: string
  readonly secret: string
  readonly message: string
  readonly signature: string
}

// Pretty-printed, with a newline at its end: who parses it and writes it again signs something else.
const prettyPrinted = `{
  "event": "payment.authorized",
  "entity": "event",
  "contains": [
    "payment"
  ],
  "payload": {
    "payment": {
      "entity": {
        "id": "pay_6koWN7bvxujzxM",
        "entity": "payment",
        "amount": 1000000,
        "currency": "INR",
        "status": "captured",
        "order_id": "order_100000000order",
        "international": false,
        "method": "card",
        "amount_refunded": 0,
        "refund_status": null,
        "captured": true,
        "description": "random description",
        "card_id": "card_6koWNAT6LASUqy",
        "bank": null,
        "wallet": null,
        "vpa": null,
        "email": "a@b.com",
        "contact": "+919999999999",
        "notes": {
          "merchant_order_id": "random order id"
        },
        "fee": 23000,
        "service_tax": 3000,
        "error_code": null,
        "error_description": null,
        "created_at": 1479978483
      }
    }
  },
  "created_at": 1400826760
}
`

export const published = [
  {
    source: "razorpay-node test/utils/razorpay-utils.spec.js",
    secret: "EnLs21M47BllR3X8PSFtjtbd",
    message: "order_IEIaMR65cu6nz3|pay_IH4NVgf4Dreq1l",
    signature: "0d4e745a1838664ad6c9c9902212a32d627d68e917290b0ad5f08ff4561bc50f"
  },
  {
    source: "razorpay-node test/utils/razorpay-utils.spec.js",
    secret: "EnLs21M47BllR3X8PSFtjtbd",
    message: "pay_IDZNwZZFtnjyym|sub_ID6MOhgkcoHj9I",
    signature: "601f383334975c714c91a7d97dd723eb56520318355863dcf3821c0d07a17693"
  },
  {
    source: "razorpay-node test/utils/razorpay-utils.spec.js",
    secret: "EnLs21M47BllR3X8PSFtjtbd",
    message: "plink_IH3cNucfVEgV68|TSsd1989|paid|pay_IH3d0ara9bSsjQ",
    signature: "07ae18789e35093e51d0a491eb9922646f3f82773547e5b0f67ee3f2d3bf7d5b"
  },
  {
    source: "razorpay-node test/utils/razorpay-utils.spec.js",
    secret: "123456",
    message: "{\"a\":1,\"b\":2,\"c\":{\"d\":3}}",
    signature: "2fe04e22977002e6c7cb553adab8b460cb9e2a4970d5953cb27a8472752e3bbc"
  },
  {
    source: "razorpay-python tests/test_client_utility.py",
    secret: "key_secret",
    message: "fake_order_id|fake_payment_id",
    signature: "b2335e3b0801106b84a7faff035df56ecffde06918c9ddd1f0fafbb37a51cc89"
  },
  {
    source: "razorpay-python tests/test_client_utility.py, body tests/mocks/fake_payment_authorized_webhook.json",
    secret: "key_secret",
    message: prettyPrinted,
    signature: "d60e67fd884556c045e9be7dad57903e33efc7172c17c6e3ef77db42d2b366e9"
  },
  {
    source: "razorpay-ruby test/razorpay/test_utility.rb",
    secret: "key_secret",
    message: "fake_other_id|fake_payment_id",
    signature: "965ee2de4c5c4e6f006fb0a5a1736d992e5d4d52f9fe10b98c9b97ee169ebe18"
  },
  {
    source: "razorpay-ruby test/razorpay/test_utility.rb",
    secret: "key_secret",
    message: "fake_payment_id|fake_other_id",
    signature: "3dabcab8ca113e7994cf78c80f8d50974ddfb2d380029743f30a6d67934cd845"
  },
  {
    source: "razorpay-ruby test/razorpay/test_utility.rb",
    secret: "key_secret",
    message: "fake_razorpay_payment_link_id|fake_reference_id|paid|pay_IH3d0ara9bSsjQ",
    signature: "b8a6acda585c9b74e9da393c7354c7e685e37e69d30ae654730f042e674e0283"
  },
  {
    source: "razorpay-ruby test/razorpay/test_utility.rb, body test/fixtures/fake_payment_authorized_webhook.json",
    secret: "chosen_webhook_secret",
    message: prettyPrinted,
    signature: "dda9ca344c56ccbd90167b1be0fd99dfa92fe2b827020f27e2a46024e31c7c99"
  }
] as const satisfies ReadonlyArray<Vector>

/** Computed with another implementation (Python's hmac): bytes, not characters, and not what they mean. */
export const computed = [
  {
    source: "characters of several bytes, and an escaped slash",
    secret: "whsec_demo_1",
    message: "{\"entity\":\"event\",\"event\":\"payment.captured\",\"note\":\"Tea \\/ चाय ₹\"}",
    signature: "a1cc021dc47c4d3ed037742fd218803114646c080cfef253bfa962a78bfd33df"
  },
  {
    source: "the same value with its characters escaped",
    secret: "whsec_demo_1",
    message: "{\"entity\":\"event\",\"event\":\"payment.captured\",\"note\":\"Tea \\/ \\u091a\\u093e\\u092f \\u20b9\"}",
    signature: "e4e34d9987ac954296effe0898fae126e1de9d4b8f3d726c5b1e2398460e66e9"
  },
  {
    source: "spaces, and a fraction of nothing",
    secret: "whsec_demo_1",
    message: "{ \"a\" : 1.0 }",
    signature: "9454eb321b809250a4cdf2776ed4aea92c7d627bb80c6ebb22ba1ff655c0a690"
  },
  {
    source: "the same value written again",
    secret: "whsec_demo_1",
    message: "{\"a\":1}",
    signature: "a7b1843be7b3b17de3367179c40d8a5a7d13f07aab95c476159e15f105ce9760"
  },
  {
    source: "no bytes at all",
    secret: "whsec_demo_1",
    message: "",
    signature: "c8882b05529ac24cb7050e4ddabc9912e6b6576d2305db595edbc3e9dc99e440"
  }
] as const satisfies ReadonlyArray<Vector>
