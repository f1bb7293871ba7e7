"""One stage a module, each a plain function that runs without Prefect."""
