"""What the tests of lesson 3 share: its page, and the trainings that it begins."""

import time
from typing import Any

from streamlit.testing.v1 import AppTest

from embedlab.models.training import Job
from tests.kit.pages.screen import alive, opened

LESSON_3 = "pages/3_unsupervised_or_supervised.py"


def page(**parameters: str) -> AppTest:
    """Lesson 3 with these query parameters."""
    return opened(LESSON_3, **parameters)


def own_text(text: str) -> AppTest:
    """Lesson 3 with a text of the visitor's to learn words from."""
    app = page(corpus3="Your own text")
    alive(app.text_area(key="own-text3").set_value(text).run())
    return app


def captions(app: AppTest) -> str:
    """The small print of a page."""
    return "\n".join(element.value for element in app.caption)


def pressed(app: AppTest, key: str) -> AppTest:
    """The page after a button was pressed."""
    return alive(app.button(key=key).click().run())


def job_of(app: AppTest, slot: str = "contrastive") -> Job[Any, Any]:
    """The training that a page shows."""
    job: Job[Any, Any] = app.session_state[f"el-job-{slot}"]
    return job


def ended(app: AppTest, slot: str = "contrastive") -> AppTest:
    """The page when its training has ended; a page that is open looks every second."""
    job = job_of(app, slot)
    while job.live:
        time.sleep(0.5)
        alive(app.run())
    return alive(app.run())
