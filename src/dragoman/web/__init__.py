"""The web app: ``dragoman serve``. Needs the extra ``dragoman[web]``; one process, no request to any other host."""
