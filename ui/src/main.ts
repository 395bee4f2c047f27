import './styles/index.css';

import { mount } from 'svelte';

import App from './App.svelte';
import { prefs } from './lib/prefs.svelte';

prefs.restore();

const target = document.getElementById('app');
if (target) mount(App, { target });
