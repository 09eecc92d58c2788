# Tasks; `just` lists them. They use .venv where there is one, else the environment that is active.

export PATH := justfile_directory() / ".venv/bin:" + env("PATH")

[private]
default:
    @just --list --unsorted

# lint, types and all tests
check: lint types test

# all tests; arguments go to pytest
test *arguments:
    pytest {{arguments}}

# ruff
lint:
    ruff check .

# mypy --strict over src
types:
    mypy

# speed of reading beside the yardstick, on one core
bench *arguments:
    python benchmarks/read_speed.py {{arguments}}

# the figures of docs/accuracy.md, made anew (needs ../shared)
accuracy:
    python tools/docs_accuracy.py

# learn the weights of confidence anew, after a change of the reader (needs ../shared)
confidence:
    python tools/train_confidence.py

# what each stage of the reader contributes, into docs/accuracy.md (needs ../shared; some minutes)
ablation:
    python benchmarks/ablation.py --write

# read the sample documents
demo *arguments:
    dragoman demo {{arguments}}

# write the example output of README and docs anew, and the page of commands
readme:
    python tools/readme_demo.py
    python tools/docs_samples.py
    python tools/docs_commands.py

# the site of docs/, into site/
docs *arguments:
    NO_MKDOCS_2_WARNING=1 mkdocs build --strict {{arguments}}

# property tests over many more generated documents, ten minutes of texts made to be slow, the web app under load
soak:
    DRAGOMAN_EXAMPLES=20000 pytest tests/test_properties.py
    python benchmarks/fuzz_speed.py --minutes 10
    python benchmarks/serve_soak.py

# exact versions for all Pythons from 3.11 on, from pyproject.toml
lock:
    uv pip compile -q --universal --python-version 3.11 --no-header pyproject.toml -o requirements.lock
    uv pip compile -q --universal --python-version 3.11 --no-header --extra test --extra dev \
        -c requirements.lock pyproject.toml -o requirements-dev.lock

# pictures of every kind of page, into screenshots/ (phone and desktop, light and dark)
screenshots:
    DRAGOMAN_SCREENSHOTS=screenshots pytest tests/web/test_browser.py -k accessible
