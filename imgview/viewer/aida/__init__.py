"""The Astro Image Display API: images and catalogues by label, its words for looks and views."""
