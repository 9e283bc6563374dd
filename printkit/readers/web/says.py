"""What a page says that it is where it is no article: an error, a request for consent, a test of the browser."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ERROR = re.compile(
    r"(?:error|fehler|erreur|errore|fout|fel|ошибка|błąd|エラー|错误)?[\s:#-]*\b(?:40[0-9]|410|429|451|50[0-9])\b"
    r"(?=\W*(?:$|[-–|:]|\w+ (?:not|error|denied|unavailable)|not found|page|seite|error|fehler|erreur|"
    r"forbidden|gone|bad|"
    r"internal|service|gateway|unauthorized|too many))|"
    r"\b(?:page|file|site|article|story|content) (?:is |was |could |can |has )?(?:not|no longer|been)\b.{0,12}"
    r"(?:found|exist|available|removed|moved)|\bnot found\b|\bpage (?:unavailable|missing)|"
    r"\bpage (?:doesn['’]t|does not) exist|"
    r"(?:seite|artikel|inhalt|datei) (?:wurde |konnte |ist )?(?:leider )?nicht (?:mehr )?(?:gefunden|"
    r"verfügbar|vorhanden)|"
    r"page (?:introuvable|non trouvée)|página no encontrada|no se encuentra la página|página não encontrada|"
    r"pagina (?:non trovata|niet gevonden)|sidan (?:kunde inte hittas|finns inte)|siden (?:ble|blev) ikke funnet|"
    r"siden findes ikke|sivua ei löyty|страница не найдена|strona nie została znaleziona|stránka nenalezena|"
    r"sayfa bulunamadı|الصفحة غير موجودة|ページが見つかりません|页面不存在|找不到页面|페이지를 찾을 수 없|"
    r"\binternal server error|\bservice unavailable|\bbad gateway|\baccess denied|\bforbidden\b|"
    r"\btemporarily unavailable|"
    r"\bsomething went wrong|zugriff verweigert|accès refusé|acceso denegado|доступ запрещ[её]н", re.I,
)  # fmt: skip
_BROWSER = re.compile(
    r"(?:enable|turn on|activate|requires?|needs?|without) (?:cookies and )?java ?script|"
    r"java ?script (?:is |ist |muss )?"
    r"(?:disabled|required|not enabled|needed|deaktiviert|aktivier|erforderlich)|"
    r"java ?script (?:in ihrem browser )?aktivieren|"
    r"activer java ?script|activ(?:ar|e|a) (?:el )?java ?script|abilita(?:re)? java ?script|включите java ?script|"
    r"checking (?:your|if the site).{0,40}|just a moment|verify(?:ing)? (?:that )?you are (?:a )?human|"
    r"are you a robot|"
    r"complete the captcha|unusual traffic|javascriptを有効|请启用javascript", re.I,
)  # fmt: skip
_CONSENT = re.compile(
    r"\bcookies?\b|\bconsent\b|\bpartners?\b|privacy|personal(?:i[sz]ed)? (?:data|ads?|advertising)|"
    r"your choices|unique identif|"
    r"\btracking\b|datenschutz|einwilligung|zustimmung|personalisier|consentement|vie privée|"
    r"données personnelles|partenaires|"
    r"consentimiento|privacidad|datos personales|socios|consenso|dati personali|toestemming|samtycke|samtykke|"
    r"согласи[ея]|персональн|クッキー|同意", re.I,
)  # fmt: skip
_ASKS = re.compile(
    r"\b(?:we|our|us|your?|wir|unsere?|sie|ihre?|nous|nos|vous|votre|nosotros|nuestros?|su|usted|noi|"
    r"nostri|we|vi|våra|"
    r"мы|наши|вы)\b", re.I,
)  # fmt: skip
_LONGEST_ERROR, _LONGEST_WALL, _LONGEST_TITLE = 250, 400, 16  # words
_DENSE = 0.04


def what(headline: str, titles: Sequence[str], texts: Sequence[str], count: int) -> str:
    """What the page says that it is, or nothing; `count` is how many of its words were kept as an article.

    A long text may speak of errors, browsers and consent, and be an article.
    """
    if count > _LONGEST_WALL:
        return ""
    names = [name for name in (headline, *titles) if name and len(name.split()) <= _LONGEST_TITLE]
    if count <= _LONGEST_ERROR and any(_ERROR.search(name) for name in names):
        return f"a message of an error: {next(name for name in names if _ERROR.search(name))}"
    every = " ".join(texts)
    if count <= _LONGEST_ERROR and (_BROWSER.search(" ".join(names)) or (count < 60 and _BROWSER.search(every))):
        return "a page that asks for a browser with scripts"
    words = len(every.split())
    if words > _LONGEST_WALL:
        return ""
    marks = len(_CONSENT.findall(every))
    asks = len(_ASKS.findall(every))
    if marks >= 4 and marks + asks >= 2 * _DENSE * words and marks >= _DENSE * words:
        return "a page that asks for consent to cookies"
    return ""
