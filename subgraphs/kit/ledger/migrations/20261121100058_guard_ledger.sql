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
