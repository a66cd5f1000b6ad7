DROP INDEX "alert_delivery_waiting";--> statement-breakpoint
CREATE INDEX "alert_delivery_due" ON "alert_delivery" USING btree ("next_at") WHERE "alert_delivery"."delivered_at" is null and "alert_delivery"."given_up_at" is null;--> statement-breakpoint
CREATE INDEX "followed_entry_by_asker" ON "followed_entry" USING btree ("actor") WHERE "followed_entry"."event" = 'INQUIRY_ASKED';--> statement-breakpoint
CREATE INDEX "followed_entry_by_pseudonym" ON "followed_entry" USING btree (("detail" ->> 'pseudonym')) WHERE "followed_entry"."event" = 'INQUIRY_ASKED';