"""What web pages print around their articles, in the main languages: words of buttons, boxes, lists and notices."""

from __future__ import annotations

# Whole lines, without case and without the marks around them; one language a paragraph.
LABELS = """
accessibility links | news updates | more trending | what's this | remove ads | price at |
this website is using cookies | comment on this story | comments powered by disqus |
follow related authors and topics | about this article | up top | social networks | get started | social media |
try it now | read the comments | report this comment | permalink | reply | like this | add comment |
unlock this article | log in to comment | print | print friendly, pdf & email | print this article | print page |
browse by | share | share this | share this article | share this story | share this post | share on facebook |
share on twitter | share on linkedin | share on email | share via | share on whatsapp | share on pinterest |
share comments | sharing is caring | tweet | pin it | email | email this | e-mail | facebook | twitter | linkedin |
whatsapp | pinterest | reddit | instagram | telegram | youtube | tumblr | flipboard | copy link | copy url |
link copied | follow | follow us | follow us on twitter | follow us on facebook | like us on facebook | save |
saved | bookmark | listen | listen to this article | listen now | gift this article | gift | subscribe |
subscribe now | subscribe today | sign up | sign in | log in | login | register | create account | sign up now |
sign up for our newsletter | newsletter | newsletters | join our newsletter | get the newsletter |
your email address | enter your email | comment | comments | leave a comment | leave a reply | post a comment |
post comment | add a comment | view comments | show comments | join the conversation | join the discussion |
comments are closed | read comments | loading comments | scroll down to load comments | advertisement | advertising |
advertise with us | ad | ads | sponsored | sponsored content | sponsored links | promoted | promoted content |
story continues below | story continues below advertisement | article continues below | continue reading below |
article continues after advertisement | continue reading | continue reading the main story | read more |
read full story | read the full story | learn more | see more | show more | load more | view all | view more | more |
see all | browse all posts | click here | download | related | related articles | related posts | related stories |
related content | related topics | related news | related links | recommended | recommended for you |
recommended stories | recommended articles | you may also like | you might also like | you may be interested in |
article content | recommended videos | recommended video | back to video | jump to comments |
more from | more like this | more news | more stories | more in news | up next | read next | next article |
previous article | next post | previous post | next | previous | prev | back to top | top | top stories | most read |
most popular | most viewed | popular | popular posts | trending | trending now | latest | latest news |
latest stories | breaking news | don't miss | must read | must reads | editor's picks | editors' picks |
editor's pick | in this article | topics | tags | filed under | about the author | about the authors |
skip to content | skip to main content | skip to navigation | go to accessibility shortcuts | menu | home | search |
close | caption | cookie settings | accept cookies | accept all | accept | manage cookies | privacy policy |
terms of use | terms of service | contact us | about us | all rights reserved | report an error | report a typo |
correct an error | show caption | hide caption | view gallery | open gallery | enlarge | expand | image |
photo gallery | video | watch | watch video | play | play video | pause | mute | unmute | fullscreen | current time |
duration | loaded | replay | live | view results | submit | vote | send feedback | tell us what you think |
your message | name | website | key points | opinion columnist | found the story interesting |
we appreciate your input | join now | not now | explore more | more to explore | share your thoughts | e-paper |
e-paper latest edition | support us | donate | add as a preferred source on google | add us on google | get the app |
view original | view in app | try it free |

главная | головна | ホーム | 首页 | 首頁 | 홈 | ana sayfa | forside | etusivu | strona główna | úvod | الرئيسية |
deel dit artikel | delen | deel op facebook | início | inicio | accueil | startpagina | strona główna | dela artikeln |
zum hauptinhalt springen | letzte artikel | jetzt weiterlesen | sie sind bereits kunde | zum inhalt | jobs |
stellenmarkt | zum stellenmarkt | weitere informationen | mehr infos | mehr informationen | jetzt lesen |
jetzt testen | jetzt anmelden | hauptmenü | datenschutz | impressum | drucken | teilen | merken | kommentieren |
kommentare | kommentar abgeben | kommentar schreiben | kommentare anzeigen | lesen sie auch | lesen sie mehr |
lesen sie mehr zum thema | lesen sie mehr zu diesen themen | lesen sie dazu auch | mehr zum thema | mehr dazu |
mehr lesen | weiterlesen | das könnte sie auch interessieren | das könnte dich auch interessieren |
auch interessant | ähnliche artikel | ähnliche beiträge | verwandte artikel | weitere artikel | weitere themen |
weitere newsletter | topmeldungen | newsletter abonnieren | jetzt abonnieren | abonnieren | abo testen | anmelden |
einloggen | registrieren | artikel anhören | anhören | vorlesen | artikel drucken | artikel teilen | artikel merken |
zur startseite | nach oben | zurück | anzeige | werbung | schließen | mehr anzeigen | nicht mehr anzeigen |
alle anzeigen | meistgelesen | meistgelesene artikel | zum inhalt springen | folgen | inhaltsverzeichnis |
feedback senden | fehler melden | der autor | die autorin | über den autor | über die autorin | thema folgen |
bildbeitrag | bilderstrecke | auf facebook teilen | auf twitter teilen | per e-mail teilen | link kopieren |
startseite |

article réservé aux abonnés | lecture restreinte | identifiez-vous | offrir l'article | partager | imprimer |
partager sur facebook | partager sur twitter | envoyer par e-mail | commenter | commentaires | réagir | lire aussi |
à lire aussi | lire la suite | en savoir plus | voir plus | sur le même sujet | articles liés | articles similaires |
s'abonner | abonnez-vous | se connecter | s'inscrire | inscription | publicité | newsletters | retour en haut |
accueil | fermer | écouter | écouter l'article | lecture | ajouter à vos favoris | les plus lus | à la une |
laisser un commentaire | copier le lien | la suite après cette publicité | suivez-nous | temps de lecture |

compartir | imprimir | comentarios | comentar | deja un comentario | leer más | lee también | lea también |
te puede interesar | también te puede interesar | le puede interesar | para saber más | ver más | más información |
más noticias | noticias relacionadas | artículos relacionados | temas relacionados | suscríbete | suscribirse |
iniciar sesión | regístrate | publicidad | lo más leído | lo más visto | archivado en | volver arriba | escuchar |
cerrar | inicio | boletín | síguenos | seguir leyendo | guardar |

compartilhar | compartilhe | partilhar | comente | comentários | deixe uma resposta | deixe um comentário |
leia mais | leia também | saiba mais | veja também | ver mais | mais lidas | mais notícias | notícias relacionadas |
artigos relacionados | relacionados | assine | assine já | inscreva-se | entrar | cadastre-se | publicidade |
continua depois da publicidade | voltar ao topo | ouvir | tempo de leitura | newsletter | siga-nos |

condividi | stampa | commenti | commenta | leggi anche | leggi tutto | continua a leggere | articoli correlati |
potrebbe interessarti | ti potrebbe interessare | approfondisci | abbonati | accedi | iscriviti | registrati |
pubblicità | più letti | torna su | ascolta |

delen | afdrukken | printen | reacties | reageer | lees ook | lees meer | lees verder | meer over | gerelateerd |
gerelateerde artikelen | abonneer | inloggen | aanmelden | advertentie | meest gelezen | luister | opslaan |
terug naar boven | hoppa till innehåll | hoppa till huvudinnehåll | gå till innhold | giv artiklen via | dela |
skriv ut | kommentera | läs mer | läs också | läs även | annons | prenumerera | logga in | mest läst | relaterat |
anmäl fel | lyssna | spara | del | kommentarer | les mer | les også | annonse | abonner | logg inn | læs også |
læs mere | annonce | abonnér | log ind | jaa | kommentit | lue myös | lue lisää | mainos | tilaa | kirjaudu |

udostępnij | drukuj | komentarze | czytaj także | czytaj też | czytaj więcej | zobacz także | zobacz też | reklama |
zaloguj się | subskrybuj | dalej | polecane | najczęściej czytane | powiązane | sdílet | tisknout | číst dále |
čtěte také | reklama | přihlásit se | diskuse | megosztás | nyomtatás | kapcsolódó | hirdetés | distribuie |
citește și | citește mai mult | publicitate | comentarii | dalintis | komentarai | taip pat skaitykite |
naujienų srautas | διαβάστε επίσης | διαβάστε περισσότερα | κοινοποίηση | σχόλια |

поделиться | печать | распечатать | комментарии | читайте также | читать далее | читать полностью | подробнее |
реклама | подписаться | подпишитесь | войти | регистрация | материалы по теме | по теме | новости по теме |
самое читаемое | главное | ещё | оставить комментарий | поширити | читайте також | коментарі | реклама |
підписатися | споделете | коментари | прочетете още |

paylaş | yazdır | yorumlar | yorum yap | ilgili haberler | devamını oku | abone ol | giriş yap | reklam |
son dakika | bagikan | cetak | komentar | baca juga | baca selengkapnya | selengkapnya | berita lainnya |
berita terkait | artikel terkait | iklan | langganan | masuk | chia sẻ | bình luận | xem thêm | đọc thêm |
tin liên quan | quảng cáo | soma zaidi | soma pia | habari zinazohusiana | toa maoni |

مشاركة | شارك | طباعة | تعليقات | اقرأ أيضا | اقرأ أيضًا | اقرأ المزيد | مواضيع ذات صلة | إعلان | اشترك |
تسجيل الدخول | المزيد | שתף | הדפסה | תגובות | קראו גם | קרא עוד | פרסומת | اشتراک گذاری | چاپ | نظرات |
بیشتر بخوانید | مطالب مرتبط | مزید پڑھیں | تبصرے | शेयर करें | साझा करें | प्रिंट | टिप्पणियाँ | यह भी पढ़ें |
ये भी पढ़ें | और पढ़ें | विज्ञापन | संबंधित खबरें | শেয়ার করুন | আরও পড়ুন | মন্তব্য | বিজ্ঞাপন | மேலும் படிக்க |
பகிர் | แชร์ | อ่านเพิ่มเติม | ข่าวที่เกี่ยวข้อง | โฆษณา | ความคิดเห็น |

分享 | 打印 | 评论 | 評論 | 相关新闻 | 相关阅读 | 相关文章 | 相關新聞 | 延伸阅读 | 延伸閱讀 | 阅读更多 | 閱讀更多 |
广告 | 廣告 | 订阅 | 訂閱 | 登录 | 登入 | 注册 | 返回顶部 | 热门 | シェア | シェアする | 印刷 | コメント | 関連記事 |
関連ニュース | 続きを読む | もっと見る | 広告 | 会員登録 | ログイン | あわせて読みたい | おすすめ | おすすめ記事 |
人気記事 | ランキング | 特集一覧 | メモ入力 | 完了しました | 언어변경 | 글자크기 설정 | 공유 | 공유하기 | 인쇄 |
인쇄하기 | 댓글 | 관련기사 | 관련 기사 | 더보기 | 광고 | 구독 | 로그인 | 회원가입 | 뒤로가기 | 목록 | 기사 상세 |
뉴스 바로가기 |
"""

# The start of a line whose rest is a link or a count; the line is furniture if it is short.
OPENINGS = """
sign up ( | log in or | for more stories like | stay up to date with | newsletter: | don't want to see this |
published posts: | sie sind bereits | ljuduppspelningen är | source: | quelle: | fuente: | fonte: | source : |
popular on | watch | get daily | comments powered by | about this | jetzt abonnieren | your web browser is |
your browser is | this browser is | we've updated our | send your stories | got a tip | have a tip | please give an |
thank you for reading | thanks for reading | support our | become a member | you have reached | vous avez atteint |
pour ajouter | dieser artikel ist zuerst | zur startseite | suscribete | el contenido exclusivo | добавить отзыв |
самые популярные | mer om | related: | related post: | related story: | see also: | read also: | also read: |
read more: | more: | read: | watch: | listen: | must read: | recommended: | don't miss: | click here | sign up for |
sign up to | subscribe to | follow us on | follow the | join our | get the latest | get breaking news |
download the | download our | like this story | enjoy this article | enjoying our | share this | this website uses |
this site uses | we use cookies | by continuing to | by clicking | by signing up | you must be logged in |
log in to | please log in | please read our comment | would you like to comment | you have been successfully |
there was a problem | already a subscriber | something went wrong | we apologize, but this video | try refreshing |
tap here to see | this slideshow requires | powered by | blog comments powered | filed under | posted in | tagged |
advertisement – | copyright | © | (c) | all contents © | all rights reserved | for more information about |
to view this video | your browser does not | enable javascript | please enable javascript | view the latest |
read more about | read more on | more in | more from | more on | see more | view all | get the app |
have something to say | contact us at | email us at | send us | do you have a | an earlier version of this page |
you will be redirected | back to | this post may contain affiliate | as an amazon associate |
we may earn a commission | you might also | you may also | lesen sie auch: | lesen sie hier | lesen sie mehr |
lesen sie dazu | mehr zum thema | auch interessant: | mehr dazu: | dieser browser | diese audioversion |
wir freuen uns über | hier können sie die rechte | über dieses thema berichtet | du befindest dich | du musst dich |
klicke auf | klicken sie | bitte wechseln sie | bitte aktivieren | melden sie sich | abonnieren sie |
unseren newsletter | das neueste aus | lire aussi : | à lire aussi : | lire également | abonnez-vous |
inscrivez-vous | vous avez déjà | cet article est réservé | réservé aux abonnés | lea también: | lee también: |
te puede interesar: | suscríbete | regístrate | síguenos | leia também: | leia mais: | o seu endereço de |
veja também: | assine | inscreva-se | leggi anche: | iscriviti | abbonati | lees ook: | läs också: | läs mer: |
läs även: | les også: | læs også: | lue myös: | czytaj także: | czytaj też: | zobacz też: | čtěte také: |
читайте также: | подпишитесь | подписывайтесь | читайте також: | baca juga: | xem thêm: | soma pia: | اقرأ أيضا: |
اقرأ أيضًا: | यह भी पढ़ें: | ये भी पढ़ें: | আরও পড়ুন: | 相关阅读： | 延伸阅读： | 関連記事： | 関連： | 관련기사: |
"""

# The start of whole sentences that a page says to its visitors: offers, notices, walls.
NOTICES = """
fehler gefunden | haben sie einen fehler | hat ihnen dieser artikel gefallen | hat ihnen der artikel gefallen |
ihre meinung ist uns wichtig | senden sie uns ihr feedback | sie können diesen inhalt sehen, weil |
jetzt abonnieren und | registrieren sie sich | vous pouvez partager | la suite est réservée |
cet article vous a plu | pour lire la suite | thank you for visiting | you must confirm your public display name |
please logout and then | we independently select | if you buy something through | when you purchase through |
when you buy through | this article contains affiliate | we may receive a commission | we use income earning |
we are temporarily moderating | note: we are temporarily moderating | all comments are moderated |
comments are moderated | comments are not moderated | get the day's top headlines | get the top headlines |
stay on top of the latest | sign up for our | sign up to our | subscribe to our | subscribe now to |
this story is free | this article is free | this article is for subscribers | this content is for subscribers |
to continue reading | to read the full story | to read this article | you have read all your free |
already a member | support quality journalism | your support makes | if you enjoyed this | if you liked this |
did you enjoy this article | was this article helpful | we'd like to hear what you think about this |
do you have a news tip | if you have a news tip | join the conversation | join us on | follow us on |
like us on facebook | this website uses cookies | we value your privacy | we and our partners |
your privacy choices | to view this video please enable | please enable javascript | javascript is disabled |
your browser is out of date | ihr browser ist veraltet | votre navigateur n'est |
su navegador no | il tuo browser non | you are using an outdated | opinions expressed are | the views expressed |
die meinung der autor | leserkommentare geben | atenção: comentários | comentários com textos ininteligíveis |
os comentários são de responsabilidade | los comentarios son responsabilidad | este contenido es exclusivo |
esta noticia es exclusiva | si te ha gustado | se ti è piaciuto | questo articolo è riservato | wil je dit artikel |
dit artikel is exclusief | den här artikeln är låst | denne artikel er for abonnenter |
denne saken er kun for abonnenter | чтобы прочитать | подписывайтесь на наш | материал доступен | 続きを読むには |
この記事は会員限定 | 無断転載 | 무단 전재 | 저작권자 | related coverage | / published posts | fleira áhugavert |
veröffentlicht/aktualisiert | durch einen technischen fehler | teknisk fejl | ingen internetforbindelse |
denne funktion kræver | giv adgang til en ven | hver måned kan du give | du kan ikke give flere |
ce message s'affichera | vous ignorez qui est l'autre | nous vous conseillons de modifier votre mot de passe |
um weiterzulesen | um diesen artikel weiterzulesen |
got a story? get in touch | diese funktion steht nur | dieser artikel kann nicht verschenkt | you can gift |
gift articles | we apologize, but this video |
the recipient can read | melden sie sich an, um | für diesen artikel fallen | online seit heute
"""

# After one of these comes a list of links, or what readers wrote.
LISTS = """
related | related articles | related posts | related stories | related content | related topics | related news |
related links | recommended | recommended for you | recommended stories | you may also like | you might also like |
more from | more stories | more news | most read | most popular | most viewed | popular posts | trending |
trending now | latest news | latest stories | top stories | up next | read next | read more | don't miss |
breaking news | leave a comment | leave a reply | comments | more to explore | ähnliche artikel | verwandte artikel |
weitere artikel | weitere themen | mehr zum thema | lesen sie auch | topmeldungen | kommentare |
das könnte sie auch interessieren | auch interessant | lesen sie mehr zum thema | das neueste aus wort+ |
meistgelesen | articles liés | sur le même sujet | à lire aussi | lire aussi | commentaires | noticias relacionadas |
artículos relacionados | lo más leído | te puede interesar | deja un comentario | leia também | veja também |
mais lidas | deixe uma resposta | articoli correlati | leggi anche | lees ook | läs också | läs även | les også |
læs også | lue myös | czytaj także | zobacz też | čtěte také | читайте также | материалы по теме | по теме |
читайте також | ilgili haberler | baca juga | berita lainnya | berita terkait | tin liên quan | اقرأ أيضا |
مواضيع ذات صلة | यह भी पढ़ें | ये भी पढ़ें | আরও পড়ুন | 相关新闻 | 相关阅读 | 延伸阅读 | 関連記事 | 関連ニュース |
관련기사 | 관련 기사 | ランキング |
"""

# What breaks into a text that goes on below.
BREAKS = """
advertisement | advertising | ad | ads | sponsored | story continues below | story continues below advertisement |
continue reading below | article continues after advertisement | continue reading the main story | article content |
anzeige | werbung | publicité | la suite après cette publicité | publicidad | publicidade | pubblicità | advertentie |
annons | annonse | annonce | mainos | reklama | реклама | reklam | iklan | quảng cáo | إعلان | פרסומת | विज्ञापन |
বিজ্ঞাপন | โฆษณา | 広告 | 广告 | 廣告 | 광고 | read more | weiterlesen | lire la suite | leer más | leia mais
"""

# What a page tells its visitors of: newsletters, accounts, subscriptions; in the languages of the labels above.
MATTERS = (
    r"newsletter|nyhetsbrev|nyhedsbrev|boletín|infolettre|рассылк|メルマガ|뉴스레터",
    r"e-?mail|postfach|inbox|adresse électronique|correo electrónico|почт|メール",
    r"subscri|abonn|suscri|assin|abbona|подпис|předplat|prenumer|구독|購読",
    r"log(?:ged|ging)? ?(?:in|out)|sign(?:ed)? ?(?:in|up)|(?:ein|aus)log|(?:ab|an)melde|connect(?:er|é)|iniciar sesión|"
    r"account|konto|compte|cuenta|регистр|registr|regist|会員|登録|회원|로그인",
    r"cookie|privacy|datenschutz|confidentialité|privacidad|nutzungsbedingung|terms (?:of|and)|conditions|規約|약관",
    r"browser|navigateur|navegador|javascript|браузер|device|appareil|gerät|enhed",
    r"facebook|twitter|whatsapp|instagram|telegram|messenger|youtube|tiktok|threads|bluesky|podcast",
    r"comment|kommentar|commentaire|comentario|comentário|комментар|コメント|댓글|posts\b",
    r"notification|benachrichtigung|push|alerts?\b|app\b|nyheds|follow|folgen|følg|suivre|seguir|フォロー",
    r"breaking|latest|daily|täglich|wöchentlich|jeden (?:montag|morgen|tag)|every (?:day|week|morning)|chaque|cada día",
    r"donat|spende|support us|membership|mitglied|unterstütz|soutenir|erwerben|kaufen|offer\b|trial|free\b|gratis",
    r"article|artikel|beitrag|artículo|artigo|articolo|記事|기사|content|inhalt|contenu|contenido|news\b|updates?\b",
)
