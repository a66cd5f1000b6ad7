CREATE TABLE "publication" (
	"code" text NOT NULL,
	"version" integer NOT NULL,
	"sequence" bigint NOT NULL,
	"sdl" text NOT NULL,
	"url" text NOT NULL,
	"jwks" text NOT NULL,
	"token" text NOT NULL,
	"published_by" text NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	CONSTRAINT "publication_code_version_pk" PRIMARY KEY("code","version")
);
--> statement-breakpoint
CREATE TABLE "refused_publication" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"sdl_digest" text NOT NULL,
	"problems" text[] NOT NULL,
	"refused_by" text NOT NULL,
	"refused_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "release" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "release_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"stable_id" integer NOT NULL,
	"canary_id" integer,
	"canary_code" text,
	"canary_version" integer,
	"canary_percent" integer,
	"act" text NOT NULL,
	"changed" jsonb NOT NULL,
	"reason" text,
	"released_by" text NOT NULL,
	"released_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "supergraph" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "supergraph_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"parts" jsonb NOT NULL,
	"supergraph_sdl" text NOT NULL,
	"client_sdl" text NOT NULL,
	"composed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "operation_usage" (
	"document" text NOT NULL,
	"operation" text NOT NULL,
	"client" text NOT NULL,
	"coordinates" text[] NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "operation_usage_document_operation_client_pk" PRIMARY KEY("document","operation","client")
);
--> statement-breakpoint
ALTER TABLE "release" ADD CONSTRAINT "release_stable_id_supergraph_id_fk" FOREIGN KEY ("stable_id") REFERENCES "public"."supergraph"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release" ADD CONSTRAINT "release_canary_id_supergraph_id_fk" FOREIGN KEY ("canary_id") REFERENCES "public"."supergraph"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "refused_publication_in_time" ON "refused_publication" USING btree ("code","refused_at");--> statement-breakpoint
CREATE INDEX "operation_usage_in_time" ON "operation_usage" USING btree ("last_seen_at");