CREATE TABLE "followed_position" (
	"source" text PRIMARY KEY NOT NULL,
	"next" bigint NOT NULL
);
