"""Pages of clips and lectures: a static folder."""
