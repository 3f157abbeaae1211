import styles from './header.module.css'

/** The mark of the page's icon: a switch between two tracks. */
export function Logo() {
  return (
    <h1 className={styles.logo}>
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden>
        <rect width="32" height="32" rx="7" fill="#1864ab" />
        <path
          d="M5 23h22M9 23c8 0 6-13 14-13h4"
          fill="none"
          stroke="#fff"
          strokeWidth="2.5"
          strokeLinecap="round"
        />
        <circle cx="9" cy="23" r="3" fill="#ffd43b" />
        <circle cx="24" cy="10" r="3" fill="#69db7c" />
      </svg>
      Trainyard
    </h1>
  )
}
