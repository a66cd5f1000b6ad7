DROP INDEX "alert_once";--> statement-breakpoint
ALTER TABLE "alert" ADD COLUMN "round" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "alert_step" ADD COLUMN "followed" jsonb;--> statement-breakpoint
CREATE UNIQUE INDEX "alert_once" ON "alert" USING btree ("rule","key","round");--> statement-breakpoint
-- What was decided before covers all that has been followed until now; it did so for good.
UPDATE "alert_step" SET "followed" = coalesce((
	SELECT jsonb_object_agg("source", "next") FROM "followed_position"), '{}')
WHERE "number" > 0;
