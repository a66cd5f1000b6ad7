DROP INDEX "followed_entry_by_actor";--> statement-breakpoint
DROP INDEX "followed_entry_by_case";