import type { Migration } from "./migration.ts"

// A refusal that ends the statement it is a part of.
export const holdOrRefuse = `create function bahi_hold_or_refuse(p_holder uuid, p_order uuid, p_demands jsonb, p_expires timestamptz, p_now timestamptz) returns void language plpgsql as $$
    declare
      v_short record;
    begin
      select * into v_short from bahi_hold(p_holder, p_order, p_demands, p_expires, p_now);
      if found then
        raise exception 'the stock does not suffice' using errcode = 'BH001',
          detail = jsonb_build_object('variantId', v_short.variant_id, 'requested', v_short.requested, 'available', v_short.available)::text;
      end if;
    end $$`

/** What lets a whole unit of work be one statement: it undoes itself when others came first, or when the stock does not suffice. */
export const attempts: Migration = {
  id: 7,
  name: "attempts",
  up: [
    `create function bahi_expect(p_written bigint, p_expected bigint) returns void language plpgsql as $$
      begin
        if p_written <> p_expected then
          raise exception 'others came first' using errcode = 'serialization_failure';
        end if;
      end $$`,

    holdOrRefuse
  ],
  down: [
    `drop function bahi_hold_or_refuse`,
    `drop function bahi_expect`
  ]
}
