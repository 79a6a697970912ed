"""Where the library is kept: written in drafts, reviewed, published and archived."""
