"""How fast it is: each module prints one table that `docs/performance.md` holds."""
