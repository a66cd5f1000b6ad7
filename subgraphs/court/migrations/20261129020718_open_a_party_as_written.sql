ALTER TABLE "protected_opening" ADD COLUMN "typed_index" bytea;--> statement-breakpoint
UPDATE "protected_opening" SET "typed_index" = "party"."typed_index"
FROM "repair" JOIN "party" ON "party"."id" = "repair"."party_id"
WHERE "repair"."id" = "protected_opening"."repair_id";--> statement-breakpoint
ALTER TABLE "protected_opening" ALTER COLUMN "typed_index" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "protected_opening" DROP CONSTRAINT "protected_opening_pkey";--> statement-breakpoint
ALTER TABLE "protected_opening" ADD CONSTRAINT "protected_opening_pk" PRIMARY KEY("repair_id","typed_index");
