"""Paragraphs → ranked paragraphs: the store, its indexes, and the hybrid search over them."""
