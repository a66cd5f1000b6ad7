-- Whoever holds more rights than INSERT and SELECT, by mistake or as the owner, is refused as well.
CREATE FUNCTION "ledger_refuse"() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  RAISE EXCEPTION '% is refused: a ledger is only appended to', TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER "ledger_entry_stays" BEFORE UPDATE OR DELETE ON "ledger_entry"
FOR EACH ROW EXECUTE FUNCTION "ledger_refuse"();
--> statement-breakpoint
CREATE TRIGGER "ledger_entry_stays_whole" BEFORE TRUNCATE ON "ledger_entry"
FOR EACH STATEMENT EXECUTE FUNCTION "ledger_refuse"();
--> statement-breakpoint
CREATE TRIGGER "ledger_node_stays" BEFORE UPDATE OR DELETE ON "ledger_node"
FOR EACH ROW EXECUTE FUNCTION "ledger_refuse"();
--> statement-breakpoint
CREATE TRIGGER "ledger_node_stays_whole" BEFORE TRUNCATE ON "ledger_node"
FOR EACH STATEMENT EXECUTE FUNCTION "ledger_refuse"();
--> statement-breakpoint
CREATE TRIGGER "ledger_key_stays" BEFORE UPDATE OR DELETE ON "ledger_key"
FOR EACH ROW EXECUTE FUNCTION "ledger_refuse"();
--> statement-breakpoint
CREATE TRIGGER "ledger_key_stays_whole" BEFORE TRUNCATE ON "ledger_key"
FOR EACH STATEMENT EXECUTE FUNCTION "ledger_refuse"();
--> statement-breakpoint
CREATE TRIGGER "ledger_checkpoint_stays" BEFORE UPDATE OR DELETE ON "ledger_checkpoint"
FOR EACH ROW EXECUTE FUNCTION "ledger_refuse"();
--> statement-breakpoint
CREATE TRIGGER "ledger_checkpoint_stays_whole" BEFORE TRUNCATE ON "ledger_checkpoint"
FOR EACH STATEMENT EXECUTE FUNCTION "ledger_refuse"();
--> statement-breakpoint
-- The partition for the month (UTC) of a day, unless it is there. The serving role may make no table,
-- so this runs as the owner; whoever appends calls it under the ledger's lock. Attaching, unlike
-- CREATE TABLE … PARTITION OF, does not wait for those who read or write the ledger.
CREATE FUNCTION "ledger_open_month"("day" date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  opens timestamp := make_date(extract(year from day)::int, extract(month from day)::int, 1);
  part text := 'ledger_entry_' || to_char(opens, 'YYYY_MM');
BEGIN
  IF to_regclass('public.' || part) IS NOT NULL THEN RETURN; END IF;
  IF extract(year from day) NOT BETWEEN 2000 AND 2199 THEN
    RAISE EXCEPTION 'no month of a ledger' USING ERRCODE = 'datetime_field_overflow';
  END IF;
  EXECUTE format('CREATE TABLE public.%I (LIKE public.ledger_entry)', part);
  EXECUTE format(
    'ALTER TABLE public.ledger_entry ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
    part, opens AT TIME ZONE 'UTC', (opens + interval '1 month') AT TIME ZONE 'UTC');
  -- a trigger on TRUNCATE is not handed down to partitions
  EXECUTE format(
    'CREATE TRIGGER ledger_entry_stays_whole BEFORE TRUNCATE ON public.%I
     FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse()', part);
END $$;
--> statement-breakpoint
-- All that comes before an append, in one round trip: nobody else appends until the transaction ends,
-- the months have their partitions, and the size of the tree with the hashes of the complete subtrees
-- that make it up, from left to right. Each statement in here sees what was committed before it began
-- (READ COMMITTED), hence what whoever held the lock has written.
CREATE FUNCTION "ledger_enter"("lock" bigint, "months" date[])
RETURNS TABLE ("size" bigint, "hash" bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  month date;
  total bigint;
BEGIN
  PERFORM pg_catalog.pg_advisory_xact_lock(lock);
  FOREACH month IN ARRAY months LOOP
    PERFORM public.ledger_open_month(month);
  END LOOP;
  SELECT run.first + length(run.hashes) / 32 INTO total
  FROM public.ledger_node AS run WHERE run.level = 0 ORDER BY run.first DESC LIMIT 1;
  total := coalesce(total, 0);
  RETURN QUERY
  SELECT total, substring(run.hashes FROM ((total >> asked.level) - 1 - run.first)::int * 32 + 1 FOR 32)
  FROM (SELECT 1) AS tree
  LEFT JOIN generate_series(0, 52) AS asked(level) ON (total >> asked.level) & 1 = 1
  LEFT JOIN LATERAL (
    SELECT node.first, node.hashes FROM public.ledger_node AS node
    WHERE node.level = asked.level AND node.first <= (total >> asked.level) - 1
    ORDER BY node.first DESC LIMIT 1
  ) AS run ON true
  ORDER BY asked.level DESC;
END $$;
