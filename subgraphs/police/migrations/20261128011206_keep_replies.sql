CREATE TABLE "given_reply" (
	"inquiry" uuid PRIMARY KEY NOT NULL,
	"asked" "bytea" NOT NULL,
	"reply" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
-- sealed, hence as good as random: to compress it takes time and saves nothing
ALTER TABLE "given_reply" ALTER COLUMN "reply" SET STORAGE EXTERNAL;
--> statement-breakpoint
CREATE INDEX "given_reply_by_expiry" ON "given_reply" USING btree ("expires_at");