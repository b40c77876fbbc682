"""What people do on the site, click by click, for stories and for tests/crash."""
import re


def begin(visitor, language="en"):
    """To the first question."""
    return visitor.get(f"/{language}/send").form("/send").send()


def answer_until_file(page, state="GHA", purpose="dialogue", name="Union of Tests", kind="ngo", contact=""):
    """Questions 1 and 2; gives the page that asks for the file. Fields by name, so that it works in any language."""
    page = page.form().fill("state", state).choose("purpose", purpose).send()
    return page.form().fill("sender_name", name).choose("sender_kind", kind).fill("contact", contact).send()


def send_by_web(visitor, file_name, data, visibility="public", reason=None, language="en", **who):
    """A whole report from the first page to the last; {"id", "receipt" (text), "done" (the page)}."""
    page = answer_until_file(begin(visitor, language), **who)
    page = page.form().attach("file", file_name, data).send()
    if page.path.endswith("/reason"):
        page = page.form().fill("reason", reason or "It compares two States.").send()
    form = page.form()  # what the reader found
    page = (form if form.value("title") else form.fill("title", "Notes")).send()
    page = page.form().send()  # priorities
    page = page.form().choose("visibility", visibility).send()
    page = page.form("/answers").send()
    match = re.search(r"/submissions/([0-9a-hjkmnp-tv-z]{16})", page.text)
    if page.status != 200 or not page.path.endswith("/done") or not match:
        raise ValueError(f"not sent: {page.path} {page.status}: {page.words[:400]}")
    receipt = visitor.get(f"/{language}/submissions/{match.group(1)}/receipt-file")
    if receipt.status != 200:
        raise ValueError(f"no receipt: {receipt.status}: {receipt.text[:400]}")
    return {"id": match.group(1), "receipt": receipt.text, "done": page}


def sign_in(server, address, password="four words put together"):
    """A visitor who has signed in, with a one-time code where desk.user gave some."""
    visitor = server.visitor()
    page = visitor.get("/en/sign-in").form("/sign-in").fill("address", address).fill("password", password).send()
    if page.path.endswith("/sign-in/code"):
        page = page.form("/sign-in/code").fill("code", server.desk.codes[address].pop()).send()
    if page.status != 200 or "td_session" not in visitor.cookies:
        raise ValueError(f"not signed in: {page.status}: {page.words[:300]}")
    return visitor
