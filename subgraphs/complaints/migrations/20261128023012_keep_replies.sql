CREATE TABLE "given_reply" (
	"inquiry" uuid PRIMARY KEY NOT NULL,
	"asked" "bytea" NOT NULL,
	"reply" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "given_reply_by_expiry" ON "given_reply" USING btree ("expires_at");